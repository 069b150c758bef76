import { problem, type Problem } from '../problem'
import type { ReadPoints } from '../read-points'
import type { OpenOptions } from './open-points'
import type { Answered, Asked } from './worker'

/**
 * Reads the points of a file in a worker of its own, so that the page does not stop.
 *
 * @throws the signal's reason when it is aborted
 */
export function openInWorker(
  file: Blob,
  name: string,
  { seed, asData, onShare }: OpenOptions,
  signal: AbortSignal,
): Promise<ReadPoints | Problem> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'points reader' })
    const end = () => {
      worker.terminate()
    }
    signal.addEventListener('abort', () => {
      end()
      reject(signal.reason as Error)
    })
    worker.onmessage = ({ data }: MessageEvent<Answered>) => {
      if ('share' in data) onShare?.(data.share)
      else {
        end()
        resolve(data.result)
      }
    }
    worker.onerror = (event) => {
      event.preventDefault()
      end()
      resolve(problem('reader'))
    }
    worker.postMessage({ file, name, seed, asData } satisfies Asked)
  })
}
