import type { TestProject } from 'vitest/node'
import { type PluginOption, preview } from 'vite'
import { policy, policyText } from '../../setup/policy'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the built page. */
    site: string
  }
}

export interface Served {
  readonly site: string
  readonly close: () => Promise<void>
}

/** Sends files as they are: to pack them for a browser on the same machine takes longer than to send them. */
const unpacked: PluginOption = {
  name: 'unpacked',
  configurePreviewServer: ({ middlewares }) => {
    middlewares.use((request, _, next) => {
      delete request.headers['accept-encoding']
      next()
    })
  },
}

/** Serves the built page like any static host. @param headers of each response */
export async function serveBuilt(
  plugins: PluginOption[] = [],
  headers: Readonly<Record<string, string>> = {},
): Promise<Served> {
  const server = await preview({
    configFile: false,
    logLevel: 'error',
    plugins: [unpacked, ...plugins],
    build: { outDir: process.env.E2E_DIST ?? 'dist' },
    preview: { host: '127.0.0.1', port: 0, open: false, headers, allowedHosts: true },
  })
  const address = server.httpServer.address()
  if (!address || typeof address === 'string') throw new Error('the preview server has no port')
  return { site: `http://127.0.0.1:${address.port}/`, close: () => server.close() }
}

/**
 * Serves the page while the end-to-end tests run. The page contains its policy; sent as a header, as docs/publish.md proposes, the
 * policy applies to the workers too.
 */
export default async function serve(project: TestProject): Promise<() => Promise<void>> {
  const { site, close } = await serveBuilt([], { 'Content-Security-Policy': policyText(policy) })
  project.provide('site', site)
  return close
}
