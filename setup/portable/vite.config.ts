import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { withProgramWasm } from '../program-wasm.ts'
import { inlineWorkers, nothingAhead, oneFile, withFiles } from './plugins.ts'

/** What `npm run portable` builds: the same page in one file. */
export default defineConfig({
  root: join(import.meta.dirname, '../..'),
  mode: 'portable',
  base: './',
  plugins: [
    withFiles(/\/src\/main\.tsx$/, /^(fonts\/.*\.woff2|(samples|recordings)\/.*|models\/digits-(v|classifier)\/(card\.json|.*\.png))$/),
    inlineWorkers(),
    nothingAhead(),
    react(),
    withProgramWasm(),
    oneFile(),
  ],
  worker: {
    format: 'iife',
    plugins: () => [inlineWorkers(), withProgramWasm(), withFiles(/\/src\/engine\/worker\/pictures\/worker-entry\.ts/, /^models\/digits-(v|classifier)\/.*(json|safetensors)$/)],
    rolldownOptions: { output: { codeSplitting: false } },
  },
  build: {
    target: 'es2023',
    outDir: 'portable',
    emptyOutDir: true,
    copyPublicDir: false,
    assetsInlineLimit: Number.MAX_SAFE_INTEGER,
    cssCodeSplit: false,
    modulePreload: false,
    chunkSizeWarningLimit: Infinity,
    rolldownOptions: { output: { codeSplitting: false } },
  },
})
