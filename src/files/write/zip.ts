import { crc32 } from './crc32'

/** A file on its way into a zip archive: its bytes come piece by piece, and the browser may put them out of memory. */
export interface ZipFile {
  readonly name: string
  readonly add: (bytes: Uint8Array<ArrayBuffer>) => void
  readonly contents: () => { readonly pieces: readonly Blob[]; readonly size: number; readonly crc: number }
}

export function zipFile(name: string): ZipFile {
  const pieces: Blob[] = []
  let [size, crc] = [0, 0]
  return {
    name,
    add: (bytes) => {
      pieces.push(new Blob([bytes]))
      size += bytes.length
      crc = crc32(bytes, crc)
    },
    contents: () => ({ pieces, size, crc }),
  }
}

const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
/** The first of January 1980, the earliest day that a zip archive knows: the same run makes the same file, whenever it is saved. */
const DAY = 0x21
/** What is beyond needs zip's 64-bit fields. */
const MOST_BYTES = 0xffffffff

/** Numbers of two or four bytes, one after the other. */
function fields(...values: readonly (readonly [bytes: 2 | 4, value: number])[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(values.reduce((sum, [width]) => sum + width, 0))
  const view = new DataView(bytes.buffer)
  let at = 0
  for (const [width, value] of values) {
    if (width === 2) view.setUint16(at, value, true)
    else view.setUint32(at, value, true)
    at += width
  }
  return bytes
}

/** What both records of a file say of it: version, flags, method (stored), time, day, sum, sizes, and how long its name is. */
const facts = ({ size, crc }: ReturnType<ZipFile['contents']>, nameLength: number) =>
  [
    [2, 20],
    [2, 0],
    [2, 0],
    [2, 0],
    [2, DAY],
    [4, crc],
    [4, size],
    [4, size],
    [2, nameLength],
    [2, 0],
  ] as const

/**
 * A zip archive of files as they are, without compression. Names are ASCII. Source: PKWARE's APPNOTE 6.3, 4.3.
 *
 * @throws RangeError if it would be larger than 4 GB
 */
export function zipOf(files: readonly ZipFile[]): Blob {
  const parts: BlobPart[] = []
  const central: Uint8Array<ArrayBuffer>[] = []
  let offset = 0
  for (const file of files) {
    const name = new TextEncoder().encode(file.name)
    const contents = file.contents()
    const local = fields([4, LOCAL], ...facts(contents, name.length))
    central.push(
      fields([4, CENTRAL], [2, 20], ...facts(contents, name.length), [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]),
      name,
    )
    parts.push(local, name, ...contents.pieces)
    offset += local.length + name.length + contents.size
  }
  const length = central.reduce((sum, bytes) => sum + bytes.length, 0)
  if (offset + length > MOST_BYTES) throw new RangeError('The archive would be larger than 4 GB.')
  const counts = [
    [2, files.length],
    [2, files.length],
  ] as const
  const end = fields([4, END], [2, 0], [2, 0], ...counts, [4, length], [4, offset], [2, 0])
  return new Blob([...parts, ...central, end], { type: 'application/zip' })
}
