import { kindOf, kindOfBytes } from '../../../shell/file-kind'
import { MOST_BYTES } from '../limits'
import { problem, type Problem } from '../problem'
import { pointsOfTable, type ReadPoints, textReader } from '../read-points'
import { arraysTable } from './arrays'
import type { AsData } from './choose'
import { openNpy, type StoredArray } from './npy'
import { piecesOf, slicesOf, unpacked } from './pieces'
import { unzip } from './zip'

export interface OpenOptions {
  /** Of the choice, where there are more than `MOST_POINTS`. */
  readonly seed: number
  /** What would be left out and is not to be. */
  readonly asData: AsData
  /** Called with the share of the file that has been read, 0 to 1. */
  readonly onShare?: (share: number) => void
}

const tooLong = (bytes: number) => problem('long', { megabytes: Math.ceil(bytes / 1e6), most: MOST_BYTES / 1e6 })

/** UTF-8, or UTF-16 as a spreadsheet's "Unicode text" has it, which says so in its first bytes. */
const decoderFor = ([a, b]: Uint8Array): TextDecoder =>
  new TextDecoder(a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : 'utf-8')

async function ofText(
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

async function ofArrays(
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
 * Points of a file, by what is in it: text of any kind that `readPoints` reads, packed by gzip or not, .npy or .npz. A table is
 * thinned as it goes by, and is never in memory as a whole.
 */
export async function openPoints(file: Blob, name: string, options: OpenOptions): Promise<ReadPoints | Problem> {
  if (file.size > MOST_BYTES) return tooLong(file.size)
  const kind = await kindOf(file)
  switch (kind) {
    case 'empty':
      return problem('nothing')
    case 'text':
      return ofText(file, name, undefined, options)
    case 'gzip':
      return ofText(file, name, 'gzip', options)
    case 'npy':
      return ofArrays(file, name, false, options)
    case 'npz':
      return ofArrays(file, name, true, options)
    default:
      return problem('kind', { found: name, kind })
  }
}
