import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import { VitePWA } from 'vite-plugin-pwa'
import { defineConfig } from 'vitest/config'
import { filesOfImport, pageFiles, withFetchedParts } from './setup/page-files.ts'
import { withPolicy } from './setup/policy.ts'
import { withProgramWasm } from './setup/program-wasm.ts'
import { withUsedKernels } from './setup/used-kernels.ts'
import { isolation } from './src/isolation.ts'
import { browserEnv, elsewhere, unclearedFlags } from './test/chromium.ts'

const launchOptions = {
  args: unclearedFlags,
  env: browserEnv,
  ...(process.env.CHROME_PATH && { executablePath: process.env.CHROME_PATH }),
}

/** What the page needs to open and work without a network, and how it is installed. */
const offline = VitePWA({
  strategies: 'injectManifest',
  srcDir: 'src',
  filename: 'service-worker.ts',
  injectRegister: false, // keep-page.ts does it, when nothing else waits
  registerType: 'prompt',
  injectManifest: {
    globPatterns: [
      'index.html',
      '*.{svg,js}',
      'assets/*',
      'fonts/*.woff2',
      'icons/*',
      'samples/*',
      'recordings/*',
      'models/*/card.json',
      'models/digits-v/*.png',
    ],
    dontCacheBustURLsMatching: /\/assets\//, // their names change with what is in them
  },
  manifest: {
    name: 'Noisewalk',
    short_name: 'Noisewalk',
    description: 'Walk a picture into noise and back, one frame at a time, on your own GPU.',
    start_url: './',
    scope: './',
    display: 'standalone',
    background_color: '#f5f2ec',
    theme_color: '#f5f2ec',
    icons: [
      { src: './icons/192.png', sizes: '192x192', type: 'image/png' },
      { src: './icons/512.png', sizes: '512x512', type: 'image/png' },
      { src: './icons/maskable.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
      { src: './icon.svg', sizes: 'any', type: 'image/svg+xml' },
    ],
  },
})

export default defineConfig({
  base: './', // a static folder, wherever it is put
  plugins: [react(), withFetchedParts(), withProgramWasm(), withUsedKernels(), offline, withPolicy()],
  worker: { format: 'es', plugins: () => [withProgramWasm(), withUsedKernels()] },
  build: {
    target: 'es2023',
    modulePreload: { polyfill: false, resolveDependencies: filesOfImport },
    chunkSizeWarningLimit: 2000,
    // What the page loads before its first picture is one file: packed together it is smaller, and one answer of the host brings it.
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'], priority: 10 }, ...pageFiles()] } },
      treeshake: { moduleSideEffects: [{ test: /\/src\/diffusion\//, sideEffects: false }] }, // so what only a later part takes from its index comes with that part
    },
  },
  preview: { port: 4173, open: false, headers: isolation },
  optimizeDeps: {
    rolldownOptions: { plugins: [withUsedKernels()] }, // the same in development and in tests
    // All of them: one that were found later would reload a page, or a test, in the middle.
    include: [
      '@tensorflow/tfjs-core',
      '@tensorflow/tfjs-core/dist/register_all_gradients',
      '@tensorflow/tfjs-backend-webgpu',
      '@tensorflow/tfjs-backend-wasm',
      '@tensorflow/tfjs-backend-webgl',
      'react',
      'react/jsx-dev-runtime',
      'react-dom/client',
      'react-aria-components',
      'zustand',
      'zustand/react/shallow',
      'zustand/vanilla',
    ],
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          testTimeout: 60_000,
          hookTimeout: 60_000,
          include: ['test/**/*.test.ts'],
          exclude: ['test/gpu/**', 'test/e2e/**', 'test/engines/**'],
          environment: 'node',
          isolate: false,
          setupFiles: 'test/property-seed.ts',
        },
      },
      {
        extends: true,
        test: {
          name: 'gpu',
          include: ['test/gpu/**/*.test.ts'],
          testTimeout: 120_000,
          fileParallelism: false,
          isolate: false, // one page for all files, so that its device compiles each program once: test/gpu/compiled-once.ts
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
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          environment: 'node',
          globalSetup: 'test/e2e/serve.ts',
          expect: { poll: { timeout: 30_000 } },
          testTimeout: 180_000,
          hookTimeout: 60_000,
          fileParallelism: false,
          isolate: false, // the files share their modules and their browsers: test/e2e/visit.ts
        },
      },
      {
        extends: true,
        test: {
          name: 'engines',
          include: ['test/engines/**/*.test.ts'],
          environment: 'node',
          globalSetup: 'test/engines/serve.ts',
          testTimeout: 180_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
