import { crc32 } from '../write/crc32'
import { arrayFault, type ArrayFault } from './fault'
import { unpacked, readAll } from './pieces'

/** A file of a zip archive, by what the archive's list says of it. */
interface Entry {
  readonly name: string
  readonly flags: number
  readonly method: number
  readonly crc: number
  readonly packed: number
  readonly size: number
  readonly offset: number
}

type Files = ReadonlyMap<string, Uint8Array<ArrayBuffer>>

const END = 0x06054b50
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50
const ENCRYPTED = 1
/** The most that deflate makes of a byte: 258 bytes of two bits. */
const MOST_RATIO = 1032
/** More files than any archive of arrays has. */
const MOST_FILES = 1024

/** Finds the end record of the archive's list; a comment of up to 64 kB may follow it. */
function endOf(view: DataView): number | undefined {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - 0xffff); at--)
    if (view.getUint32(at, true) === END) return at
  return undefined
}

function entriesOf(bytes: Uint8Array, view: DataView): readonly Entry[] | undefined {
  const end = endOf(view)
  if (end === undefined) return undefined
  const count = view.getUint16(end + 10, true)
  if (count > MOST_FILES) return undefined
  let at = view.getUint32(end + 16, true)
  const entries: Entry[] = []
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== CENTRAL) return undefined
    const [nameLength, extra, comment] = [
      view.getUint16(at + 28, true),
      view.getUint16(at + 30, true),
      view.getUint16(at + 32, true),
    ]
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)),
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    })
    at += 46 + nameLength + extra + comment
  }
  return entries
}

const sumOf = (entries: readonly Entry[], key: 'packed' | 'size') => entries.reduce((sum, each) => sum + each[key], 0)

/** What is wrong with the archive's list, before anything is unpacked or allocated. */
function wrongList(entries: readonly Entry[], length: number, atMost: number, name: string): ArrayFault | undefined {
  const size = sumOf(entries, 'size')
  const isBomb = ({ packed, size, method }: Entry) => size > (method === 0 ? packed : MOST_RATIO * packed + 64)
  // Files that share their bytes with one another would unpack them again and again.
  if (entries.some(isBomb) || sumOf(entries, 'packed') > length)
    return arrayFault('arrays-bomb', name, { bytes: size, packed: length })
  return size > atMost ? arrayFault('arrays-large', name, { bytes: size, most: atMost }) : undefined
}

/** The bytes of one file; undefined if they are not what the list says. */
async function contentOf(
  bytes: Uint8Array<ArrayBuffer>,
  view: DataView,
  { flags, method, packed, size, offset, crc }: Entry,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (offset + 30 > bytes.length || view.getUint32(offset, true) !== LOCAL) return undefined
  if (flags & ENCRYPTED || (method !== 0 && method !== 8)) return undefined
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true)
  if (start + packed > bytes.length) return undefined
  const stored = bytes.subarray(start, start + packed)
  const content =
    method === 0 ? stored : await readAll(unpacked(new Blob([stored]), 'deflate-raw'), size).catch(() => undefined)
  return content?.length === size && crc32(content) === crc ? content : undefined
}

/**
 * The files of a zip archive, stored or deflated. What it claims is checked before anything is allocated, and no file is unpacked
 * beyond what was claimed of it.
 *
 * @param atMost bytes that all files together may have when unpacked
 * @param name of the archive, for faults
 */
export async function openZip(
  bytes: Uint8Array<ArrayBuffer>,
  atMost: number,
  name: string,
): Promise<Files | ArrayFault> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries = entriesOf(bytes, view)
  if (!entries) return arrayFault('arrays-broken', name)
  const wrong = wrongList(entries, bytes.length, atMost, name)
  if (wrong) return wrong
  const files = new Map<string, Uint8Array<ArrayBuffer>>()
  for (const entry of entries) {
    const content = await contentOf(bytes, view, entry)
    if (!content) return arrayFault('arrays-broken', entry.name)
    files.set(entry.name, content)
  }
  return files
}

/** The files of a zip archive; undefined if it is not one that can be opened, or is larger than `atMost` bytes when unpacked. */
export async function unzip(bytes: Uint8Array<ArrayBuffer>, atMost: number): Promise<Files | undefined> {
  const files = await openZip(bytes, atMost, '')
  return 'code' in files ? undefined : files
}
