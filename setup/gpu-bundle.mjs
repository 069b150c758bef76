// Bundles bench/gpu into a folder that needs no packages. Workers become files of their own, as in the page.
import { join } from 'node:path'
import { build } from 'vite'
import { root } from './install.mjs'

export async function bundle(outDir) {
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    base: './',
    publicDir: false,
    worker: { format: 'es' },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2023',
      minify: false, // the bench tells GPU programs apart by the names of their classes
      modulePreload: false,
      chunkSizeWarningLimit: 10_000,
      rolldownOptions: {
        checks: { pluginTimings: false },
        input: join(root, 'bench/gpu/bench.ts'),
        preserveEntrySignatures: 'strict',
        output: { entryFileNames: 'bench.js' },
      },
    },
  })
}
