import { isLfsPointer, isPickle, isZipArchive } from './first-bytes'

/** The kind of a file, recognised by its contents and not by its name. */
export type FileKind =
  | 'empty'
  | 'text'
  | 'npy'
  | 'npz'
  | 'gzip'
  | 'picture'
  | 'safetensors'
  | 'learner'
  | 'network-config'
  | 'lfs-pointer'
  | 'pytorch'
  | 'pickle'
  | 'spreadsheet'
  | 'old-spreadsheet'
  | 'zip'
  | 'web-page'
  | 'pdf'
  | 'parquet'
  | 'arrow'
  | 'hdf5'
  | 'matlab'
  | 'media'
  | 'binary'

/** How many of its first bytes a file is recognised by. */
const HEAD = 4096

type Signature = readonly [kind: FileKind, bytes: string, offset?: number]

/** The bytes (as Latin-1 characters) with which files of each kind begin, or which they have at an offset. */
const signatures: readonly Signature[] = [
  ['picture', '\x89PNG\r\n\x1a\n'],
  ['picture', '\xff\xd8\xff'],
  ['picture', 'GIF87a'],
  ['picture', 'GIF89a'],
  ['picture', 'WEBP', 8],
  ['picture', 'II*\0'],
  ['picture', 'MM\0*'],
  ['picture', 'ftypavif', 4],
  ['picture', 'ftypavis', 4],
  ['picture', 'ftypheic', 4],
  ['picture', 'ftypheix', 4],
  ['picture', 'ftypmif1', 4],
  ['picture', '\0\0\x01\0'],
  ['picture', '\xff\x0a'],
  ['picture', '\0\0\0\x0cJXL '],
  ['npy', '\x93NUMPY'],
  ['gzip', '\x1f\x8b'],
  ['pdf', '%PDF-'],
  ['parquet', 'PAR1'],
  ['arrow', 'ARROW1'],
  ['hdf5', '\x89HDF\r\n\x1a\n'],
  ['matlab', 'MATLAB 5.0 MAT-file'],
  ['old-spreadsheet', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
  ['media', 'ftyp', 4],
  ['media', 'WAVE', 8],
  ['media', 'AVI ', 8],
  ['media', 'OggS'],
  ['media', 'ID3'],
  ['media', '\x1aE\xdf\xa3'],
]

const EMPTY_ZIP = 'PK\x05\x06'

/** What a zip archive is, by the name of its first file. */
function zipKind(head: string): FileKind {
  const name = head.slice(30, 30 + head.charCodeAt(26) + 256 * head.charCodeAt(27))
  if (name.endsWith('.npy')) return 'npz'
  if (/^(\[Content_Types\]\.xml|_rels\/|xl\/|docProps\/|mimetype$)/.test(name)) return 'spreadsheet'
  return /(^|\/)(data\.pkl|\.format_version|\.data\/|byteorder)/.test(name) ? 'pytorch' : 'zip'
}

/** A safetensors file begins with the length of its header, as uint64, and then JSON; no text begins like this. */
const isSafetensors = (head: string): boolean => head.slice(4, 8) === '\0\0\0\0' && head[8] === '{'

const isBitmap = (head: string): boolean => head.startsWith('BM') && head.slice(6, 10) === '\0\0\0\0'

const beginsSvg = (text: string): boolean =>
  /^(<\?xml[^>]*>\s*)?(<!--[^]*?-->\s*)*(<!DOCTYPE svg[^>]*>\s*)?<svg[\s>]/i.test(text)
const withoutBom = (head: string): string => head.replace(/^\xef\xbb\xbf/, '').trimStart()

function textKind(head: string): FileKind {
  const text = withoutBom(head)
  if (text === '') return 'empty'
  if (beginsSvg(text)) return 'picture'
  if (/^<(!doctype|html|\?xml|head|body)/i.test(text)) return 'web-page'
  return /^\{[^]*"_class_name"\s*:/.test(text) ? 'network-config' : 'text'
}

const isUtf16 = (head: string): boolean => head.startsWith('\xff\xfe') || head.startsWith('\xfe\xff')

const latin1 = (bytes: Uint8Array): string =>
  Array.from(bytes.subarray(0, HEAD), (byte) => String.fromCharCode(byte)).join('')

/** The kind of a file, given its first bytes. */
export function kindOfBytes(bytes: Uint8Array): FileKind {
  const head = latin1(bytes)
  const signature = signatures.find(([, bytesOfKind, offset = 0]) => head.startsWith(bytesOfKind, offset))
  if (signature) return signature[0]
  if (isLfsPointer(bytes)) return 'lfs-pointer'
  if (isBitmap(head)) return 'picture'
  if (isZipArchive(bytes) || head.startsWith(EMPTY_ZIP)) return zipKind(head)
  if (isSafetensors(head)) return head.slice(8).includes('{"noisewalk":') ? 'learner' : 'safetensors'
  if (isPickle(bytes)) return 'pickle'
  return head.includes('\0') && !isUtf16(head) ? 'binary' : textKind(head)
}

const headOf = async (file: Blob): Promise<Uint8Array> => new Uint8Array(await file.slice(0, HEAD).arrayBuffer())

/** The kind of a file. Reads only its first bytes. */
export const kindOf = async (file: Blob): Promise<FileKind> => kindOfBytes(await headOf(file))

/** Whether a file is an SVG drawing, which a browser shows only when it is given that media type. */
export const isSvg = async (file: Blob): Promise<boolean> => beginsSvg(withoutBom(latin1(await headOf(file))))
