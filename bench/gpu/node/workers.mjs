// Workers as the engine's clients start them, each a thread of Node.
import { Worker as Thread } from 'node:worker_threads'

globalThis.Worker = class Worker {
  onmessage = null
  onerror = null
  #thread

  constructor(module) {
    this.#thread = new Thread(new URL('./worker.mjs', import.meta.url), { workerData: { module: String(module) } })
    this.#thread.on('message', (data) => {
      this.onmessage?.({ data })
    })
    this.#thread.on('error', ({ message }) => {
      this.onerror?.({ message, preventDefault: () => undefined })
    })
  }

  postMessage(message, transfer = []) {
    this.#thread.postMessage(message, transfer)
  }

  /** Its thread lives until the process ends: Dawn crashes in a thread that is stopped from outside. */
  terminate() {
    this.onmessage = null
  }
}
