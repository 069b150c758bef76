import { kindOf, kindOfBytes } from '../../../files/kind'
import { MOST_BYTES } from '../limits'
import { problem, type Problem } from '../problem'
import { pointsOfTable, type ReadPoints, textReader } from '../read-points'
import { arraysTable } from './arrays'
import type { AsData } from './choose'
import { openNpy, type StoredArray } from './npy'
import { piecesOf, slicesOf, unpacked } from '../../../files/read/pieces'
import { unzip } from '../../../files/read/zip'

export interface OpenOptions {
  /** The seed of the random choice among more than `MOST_POINTS` rows. */
  readonly seed: number
  /** The parts to take as data although the reader would leave them out. */
  readonly asData: AsData
  /** Called with the share of the file that has been read, 0 to 1. */
  readonly onShare?: (share: number) => void
}

const tooLong = (bytes: number) => problem('long', { megabytes: Math.ceil(bytes / 1e6), most: MOST_BYTES / 1e6 })

/** A decoder for UTF-8 or, if the first bytes mark it, for UTF-16, in which spreadsheets write "Unicode text". */
const decoderFor = ([a, b]: Uint8Array): TextDecoder =>
  new TextDecoder(a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : 'utf-8')

async function openText(
  file: Blob,
  name: string,
  packing: 'gzip' | undefined,
  { seed, asData, onShare }: OpenOptions,
): Promise<ReadPoints | Problem> {
  const reader = textReader(seed, asData)
  let decoder: TextDecoder | undefined
  let read = 0
  for await (const bytes of packing ? piecesOf(unpacked(file, packing)) : slicesOf(file)) {
    if (!decoder && packing) {
      const inner = kindOfBytes(bytes)
      if (inner !== 'text') return problem('kind', { found: name, kind: inner })
    }
    decoder ??= decoderFor(bytes)
    read += bytes.length
    if (read > MOST_BYTES) return tooLong(read)
    reader.push(decoder.decode(bytes, { stream: true }))
    if (!packing) onShare?.(read / file.size)
  }
  reader.push(decoder?.decode() ?? '')
  return reader.finish()
}

async function openArrays(
  file: Blob,
  name: string,
  zipped: boolean,
  { seed, asData, onShare = () => undefined }: OpenOptions,
): Promise<ReadPoints | Problem> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const files = zipped ? await unzip(bytes, MOST_BYTES) : new Map([['', bytes]])
  if (!files) return problem('unreadable', { found: name })
  const arrays = new Map<string, StoredArray>()
  let wrong: Problem | undefined
  for (const [path, stored] of files) {
    const array = openNpy(stored, path || name)
    if ('code' in array) wrong ??= array
    else arrays.set(path.replace(/\.npy$/, ''), array)
  }
  if (arrays.size === 0 && wrong) return wrong
  const table = arraysTable(arrays, { seed, asData }, onShare)
  return 'code' in table ? table : pointsOfTable(table)
}

/**
 * Reads the points of a file, whose kind its content decides: any text that `readPoints` reads, packed by gzip or not, .npy or
 * .npz. A table is thinned while it is read, and is never in memory as a whole.
 */
export async function openPoints(file: Blob, name: string, options: OpenOptions): Promise<ReadPoints | Problem> {
  if (file.size > MOST_BYTES) return tooLong(file.size)
  const kind = await kindOf(file)
  switch (kind) {
    case 'empty':
      return problem('nothing')
    case 'text':
      return openText(file, name, undefined, options)
    case 'gzip':
      return openText(file, name, 'gzip', options)
    case 'npy':
      return openArrays(file, name, false, options)
    case 'npz':
      return openArrays(file, name, true, options)
    default:
      return problem('kind', { found: name, kind })
  }
}
