import {
  fetchCheckpoint,
  openBackend,
  readPacked,
  tensorAlgebra,
  tidy,
  upload,
  type Backend,
  type BackendName,
  type Checkpoint,
} from '../../src/network'
import { sharing } from './compiled-once'

/** Opens a back end. @param onLost of a test that loses the device, which is then its own; other tests share theirs */
export async function open(name: BackendName, onLost?: (reason: string) => void): Promise<Backend> {
  sharing.on = onLost === undefined
  return openBackend(name, { allowSoftware: true, onLost: onLost ?? (() => undefined) }).finally(() => {
    sharing.on = true
  })
}

export function checkpoint(folder: string): Promise<Checkpoint> {
  return fetchCheckpoint(folder, { cache: false })
}

/** Something small that reaches the device and comes back. */
export async function doubled(values: Float32Array): Promise<number[]> {
  const result = tidy(() => tensorAlgebra.combine([2, upload(values, [1, 1, 1, values.length])]))
  const [twice] = await readPacked([result])
  result.dispose()
  return Array.from(twice ?? [])
}
