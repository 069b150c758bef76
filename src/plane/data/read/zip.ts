import { unpacked, whole } from './pieces'

/** A file of a zip archive. */
interface Entry {
  readonly name: string
  readonly method: number
  readonly packed: number
  readonly size: number
  readonly offset: number
}

const END = 0x06054b50
const CENTRAL = 0x02014b50

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
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    })
    at += 46 + nameLength + extra + comment
  }
  return entries
}

/**
 * The files of a zip archive, stored or deflated; undefined if it is not such an archive, or is larger than `atMost` bytes when unpacked.
 */
export async function unzip(
  bytes: Uint8Array<ArrayBuffer>,
  atMost: number,
): Promise<ReadonlyMap<string, Uint8Array<ArrayBuffer>> | undefined> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries = entriesOf(bytes, view)
  if (!entries || entries.reduce((sum, { size }) => sum + size, 0) > atMost) return undefined
  const files = new Map<string, Uint8Array<ArrayBuffer>>()
  for (const { name, method, packed, size, offset } of entries) {
    if (offset + 30 > bytes.length || (method !== 0 && method !== 8)) return undefined
    const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true)
    const stored = bytes.subarray(start, start + packed)
    const content = method === 0 ? stored : await whole(unpacked(new Blob([stored]), 'deflate-raw'), size)
    if (content?.length !== size) return undefined
    files.set(name, content)
  }
  return files
}
