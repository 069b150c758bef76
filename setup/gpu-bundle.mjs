// Bundles bench/gpu into a folder that needs no packages. Workers become files of their own, as in the page.
import { join } from 'node:path'
import { build } from 'vite'
import { root } from './install.mjs'

export async function bundle(outDir) {
  await build({ root, configFile: join(root, 'setup/gpu-bundle.config.ts'), logLevel: 'warn', build: { outDir } })
}
