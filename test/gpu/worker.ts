import type { BackendName } from '../../src/network'
import { doubled, open } from './open-backend'

/** Opens a back end in a worker and answers with what it computes. */
async function check(name: BackendName): Promise<unknown> {
  try {
    await open(name)
    return await doubled(Float32Array.from([1, 2, 3, 4]))
  } catch (error) {
    return String(error)
  }
}

self.onmessage = ({ data }: MessageEvent<BackendName>) => {
  void check(data).then((answer) => {
    self.postMessage(answer)
  })
}
