import type { TestProject } from 'vitest/node'
import { type PluginOption, preview } from 'vite'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the built page. */
    site: string
  }
}

/** Serves the built page, as any static host would, while the end-to-end tests run. */
export default async function serve(project: TestProject, plugins: PluginOption[] = []): Promise<() => Promise<void>> {
  const server = await preview({
    configFile: false,
    logLevel: 'error',
    plugins,
    build: { outDir: process.env.E2E_DIST ?? 'dist' },
    preview: { host: '127.0.0.1', port: 0, open: false },
  })
  const address = server.httpServer.address()
  if (!address || typeof address === 'string') throw new Error('the preview server has no port')
  project.provide('site', `http://127.0.0.1:${address.port}/`)
  return () => server.close()
}
