// A thread that is a browser's worker: it runs the module that it is given.
import { parentPort, workerData } from 'node:worker_threads'
import './globals.mjs'

globalThis.postMessage = (message, options) => {
  parentPort.postMessage(message, options?.transfer)
}
await import(workerData.module)
parentPort.on('message', (data) => {
  globalThis.onmessage?.({ data })
}) // what came before has waited
