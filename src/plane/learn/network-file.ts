import type { SavedLearner } from '../../engine/protocol/learning'

/** The most bytes of a file: no network of this room is larger. */
export const MOST_BYTES = 64 * 2 ** 20

/**
 * A network as a safetensors file: uint64 header length, JSON header padded to eight bytes, float32 data. The
 * header's metadata describe the network, as JSON under `noisewalk`.
 */
export function networkFile({ arrays, ...description }: SavedLearner): Uint8Array<ArrayBuffer> {
  let at = 0
  const entries = Object.entries(arrays).map(([name, { shape, values }]) => {
    const begin = at
    at += 4 * values.length
    return [name, { dtype: 'F32', shape, data_offsets: [begin, at] }] as const
  })
  const json = JSON.stringify({
    __metadata__: { noisewalk: JSON.stringify({ format: 1, ...description }) },
    ...Object.fromEntries(entries),
  })
  const header = new TextEncoder().encode(json + ' '.repeat((8 - (json.length % 8)) % 8)) // names and numbers are ASCII
  const file = new Uint8Array(8 + header.length + at)
  new DataView(file.buffer).setUint32(0, header.length, true)
  file.set(header, 8)
  let offset = 8 + header.length
  for (const { values } of Object.values(arrays)) {
    file.set(new Uint8Array(Float32Array.from(values).buffer), offset)
    offset += 4 * values.length
  }
  return file
}

/** Downloads a network as a file. */
export function downloadNetwork(saved: SavedLearner): void {
  const url = URL.createObjectURL(new Blob([networkFile(saved)], { type: 'application/octet-stream' }))
  const link = document.createElement('a')
  link.href = url
  link.download = `noisewalk-${saved.shape.prediction}-${saved.step}.safetensors`
  link.click()
  setTimeout(() => {
    URL.revokeObjectURL(url)
  }, 10_000) // some browsers fetch it only after the click has returned
}
