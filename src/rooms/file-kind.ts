/** What a file is, told by how it begins and not by its name. */
export type FileKind =
  | 'picture'
  | 'weights' // safetensors: a network of pictures, or what may be one
  | 'learner' // safetensors that the plane's network was saved as
  | 'settings' // a JSON object, as a network's folder has them
  | 'points' // a table, a list of numbers, or NumPy's arrays
  | 'sheet' // a spreadsheet as Excel or LibreOffice saves it
  | 'pickle' | 'archive' | 'pointer' | 'page'
  | 'document' // PDF
  | 'empty' | 'text' | 'unknown'

/** How much of a file is read for that: a safetensors header says what it is early on. */
const HEAD = 4096

const pictures = [/^\x89PNG\r\n/, /^\xff\xd8\xff/, /^GIF8/, /^RIFF[^]{4}WEBP/, /^BM[^]{4}\0\0\0\0/, /^[^]{4}ftyp(avif|avis|heic|heix|mif1)/, /^(II\*\0|MM\0\*)/, /^\0\0\x01\0/]
const begins: readonly (readonly [RegExp, FileKind])[] = [
  [/^version https:\/\/git-lfs\./, 'pointer'],
  [/^%PDF-/, 'document'],
  [/^\x93NUMPY/, 'points'],
  [/^\x80[\x02-\x05][\x8a\x95c}]/, 'pickle'],
  [/^[^]{8}\{[^]*?"noisewalk"/, 'learner'],
  [/^[^]{5}\0\0\0\{"/, 'weights'],
]

const words = (bytes: Uint8Array) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')

/** A zip archive is many things: what they are, they say by the names of the first files in them. */
function archiveKind(start: string): FileKind {
  if (/\[Content_Types\]\.xml|xl\/|mimetypeapplication\/vnd\.oasis\.opendocument\.spreadsheet/.test(start)) return 'sheet'
  if (/\/data\.pkl|archive\/data/.test(start)) return 'pickle'
  return /^[^]{30}[^/]*?\.npy/.test(start) ? 'points' : 'archive'
}

function textKind(start: string): FileKind {
  const text = start.replace(/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '').trimStart()
  if (/^(<\?xml[^]*?|<!--[^]*?)?<svg[\s>]/i.test(text)) return 'picture'
  if (/^<(!doctype|html|\?xml)/i.test(text)) return 'page'
  if (/^\{\s*["}]/.test(text)) return /^\{\s*"[^"]*"\s*:\s*(\[|-?\d)[^{]*\}?/.test(text) && !/"_?(class_name|format|weight_map|sample_size)"/.test(text) ? 'points' : 'settings'
  return /^[[(]|^[^\n]*\d[^\n]*([,;\t ]|\n)[^\n]*\d/.test(text) || /\n\s*-?\d/.test(text) ? 'points' : 'text'
}

/** @param start the first bytes of a file, as many as there are up to some thousands */
export function kindOf(start: Uint8Array): FileKind {
  const text = words(start)
  if (text === '') return 'empty'
  if (pictures.some((pattern) => pattern.test(text))) return 'picture'
  if (text.startsWith('PK\x03\x04')) return archiveKind(text)
  const found = begins.find(([pattern]) => pattern.test(text))
  if (found) return found[1]
  if (/^(\x1f\x8b|7z\xbc\xaf|Rar!)/.test(text)) return 'archive'
  if (/^\xd0\xcf\x11\xe0/.test(text)) return 'sheet'
  return /[\0-\x08\x0e-\x1a]/.test(text.replace(/^(\xff\xfe|\xfe\xff)[^]*/, '')) ? 'unknown' : textKind(text)
}

export const fileKind = async (file: Blob): Promise<FileKind> => kindOf(new Uint8Array(await file.slice(0, HEAD).arrayBuffer()))
