import { join } from 'node:path'
import { defineConfig } from 'vite'
import { withProgramWasm } from './program-wasm.ts'

/** How bench/gpu is bundled; see gpu-bundle.mjs. */
export default defineConfig({
  base: './',
  publicDir: false,
  plugins: [withProgramWasm()],
  worker: { format: 'es', plugins: () => [withProgramWasm()] },
  build: {
    emptyOutDir: true,
    target: 'es2023',
    minify: false, // the bench tells GPU programs apart by the names of their classes
    modulePreload: false,
    chunkSizeWarningLimit: 10_000,
    rolldownOptions: {
      checks: { bundlerTimings: false },
      input: join(import.meta.dirname, '../bench/gpu/bench.ts'),
      preserveEntrySignatures: 'strict',
      output: { entryFileNames: 'bench.js' },
    },
  },
})
