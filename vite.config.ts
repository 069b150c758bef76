import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { browserEnv, chromiumFlags, elsewhere } from './test/chromium.ts'

const launchOptions = { args: chromiumFlags, env: browserEnv, ...(process.env.CHROME_PATH && { executablePath: process.env.CHROME_PATH }) }

export default defineConfig({
  base: './', // a static folder, wherever it is put
  plugins: [react()],
  worker: { format: 'es' },
  build: { target: 'es2023', chunkSizeWarningLimit: 2000 },
  preview: { port: 4173, open: false },
  optimizeDeps: {
    // All of them: one that were found later would reload a page, or a test, in the middle.
    include: [
      '@tensorflow/tfjs-core', '@tensorflow/tfjs-core/dist/register_all_gradients',
      '@tensorflow/tfjs-backend-webgpu', '@tensorflow/tfjs-backend-wasm', '@tensorflow/tfjs-backend-webgl',
      'react', 'react/jsx-dev-runtime', 'react-dom/client', 'react-aria-components', 'zustand', 'zustand/react/shallow', 'zustand/vanilla',
    ],
  },
  test: {
    projects: [
      { extends: true, test: { name: 'unit', testTimeout: 60_000, include: ['test/**/*.test.ts'], exclude: ['test/gpu/**', 'test/e2e/**', 'test/engines/**'], environment: 'node', isolate: false, setupFiles: 'test/property-seed.ts' } },
      {
        extends: true,
        test: {
          name: 'gpu',
          include: ['test/gpu/**/*.test.ts'],
          testTimeout: 120_000,
          fileParallelism: false,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions, contextOptions: elsewhere }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        extends: true,
        test: { name: 'e2e', include: ['test/e2e/**/*.test.ts'], environment: 'node', globalSetup: 'test/e2e/serve.ts', testTimeout: 180_000, hookTimeout: 60_000, fileParallelism: false },
      },
      {
        extends: true,
        test: { name: 'engines', include: ['test/engines/**/*.test.ts'], environment: 'node', globalSetup: 'test/engines/serve.ts', testTimeout: 180_000, hookTimeout: 60_000, fileParallelism: false },
      },
    ],
  },
})
