import type { Page } from 'playwright'

/** The kinds of all messages that went to the engine's worker and came from it. */
export interface EngineLog {
  readonly posted: string[]
  readonly replies: string[]
}

/** Runs in the page before its own scripts, and logs the messages between page and worker. */
export function logEngine(): void {
  const log: EngineLog = { posted: [], replies: [] }
  const kindOf = (message: unknown) => (message as { kind: string }).kind
  window.engineLog = log
  window.Worker = class extends Worker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options)
      this.addEventListener('message', ({ data }) => {
        log.replies.push(kindOf(data))
      })
    }

    override postMessage(message: unknown, options?: StructuredSerializeOptions | Transferable[]): void {
      log.posted.push(kindOf(message))
      if (Array.isArray(options)) super.postMessage(message, options)
      else super.postMessage(message, options)
    }
  }
}

export const engineLog = (page: Page): Promise<EngineLog> => page.evaluate(() => window.engineLog)

/** Waits until the worker has answered every step. */
export async function awaitFrames(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const { posted, replies } = window.engineLog
    return posted.filter((kind) => kind === 'step').length === replies.filter((kind) => kind === 'frame').length
  })
}

/** Lets the page paint so many frames, so that what must not happen would have time to happen. */
export async function awaitPaints(page: Page, frames: number): Promise<void> {
  await page.evaluate(async (count) => {
    for (let i = 0; i < count; i++) await new Promise(requestAnimationFrame)
  }, frames)
}
