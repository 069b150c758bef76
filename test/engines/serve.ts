import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PluginOption } from 'vite'
import type { TestProject } from 'vitest/node'
import { serveBuilt } from '../e2e/serve'

declare global {
  /** xₜ of each frame that a worker has posted, by its index; the newest run's replace those before. */
  interface Window {
    posted: number[][]
  }
}

/** Runs in the page before its own scripts: WebDriver has no way to put one there. */
function keepFrames(): void {
  window.posted = []
  window.Worker = class extends Worker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options)
      this.addEventListener(
        'message',
        ({ data }: MessageEvent<{ kind: string; frame: { index: number; xt: Float32Array } }>) => {
          if (data.kind === 'frame') window.posted[data.frame.index] = Array.from(data.frame.xt)
        },
      )
    }
  }
}

/** Files that can be kept from arriving: parts of the walk, and what its worker loads. */
const BREAKABLE = { walk: /^\/assets\/walk-/, worker: /^\/assets\/worker-(?!entry)/ } as const
export type Breakable = keyof typeof BREAKABLE

/** After a request for `break?walk` or `break?worker` these files do not arrive, until one for `mend`. */
const withFaults = (): PluginOption => {
  let broken: RegExp | undefined
  return {
    name: 'files-broken',
    configurePreviewServer: ({ middlewares }) => {
      middlewares.use((request, response, next) => {
        const [path = '', what] = request.url?.split('?') ?? []
        const isSwitch = path === '/break' || path === '/mend'
        if (isSwitch) broken = path === '/break' ? BREAKABLE[what as Breakable] : undefined
        if (isSwitch || broken?.test(path)) {
          response.statusCode = isSwitch ? 200 : 503
          response.end()
        } else next()
      })
    },
  }
}

const withFrames: PluginOption = {
  name: 'frames-kept',
  configurePreviewServer: ({ config, middlewares }) => {
    middlewares.use((request, response, next) => {
      const [path] = request.url?.split('?') ?? []
      if (path === '/service-worker.js') {
        // it would keep the page as it is without this
        response.statusCode = 404
        response.end()
        return
      }
      if (path !== '/') {
        next()
        return
      }
      response.setHeader('Content-Type', 'text/html')
      response.end(
        readFileSync(join(config.build.outDir, 'index.html'), 'utf8').replace(
          '<head>',
          `<head><script>(${keepFrames.toString()})()</script>`,
        ),
      )
    })
  },
}

/** The built page as it is, but that it keeps what its workers post. */
export default async function serve(project: TestProject): Promise<() => Promise<void>> {
  const { site, close } = await serveBuilt([withFaults(), withFrames])
  project.provide('site', site)
  return close
}
