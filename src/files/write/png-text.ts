import { crc32 } from './crc32'

/** Where a PNG's first chunk (IHDR: 4 bytes of length, 4 of name, 13 of data, 4 of sum) ends, after the 8 bytes of its signature. */
const AFTER_HEADER = 8 + 25

const latin = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

/** A tEXt chunk (PNG specification, 11.3.4.3). */
function textChunk(keyword: string, text: string): Uint8Array<ArrayBuffer> {
  const content = latin(`tEXt${keyword}\0${text}`)
  const chunk = new Uint8Array(content.length + 8)
  const view = new DataView(chunk.buffer)
  view.setUint32(0, content.length - 4)
  chunk.set(content, 4)
  view.setUint32(4 + content.length, crc32(content))
  return chunk
}

/**
 * A PNG with a text in it, which programs show as a property of the picture.
 *
 * @param keyword one that PNG knows: Comment, Software, Source, …
 * @param text in Latin-1; a link is ASCII
 */
export const withPngText = (png: Uint8Array<ArrayBuffer>, keyword: string, text: string): Uint8Array<ArrayBuffer>[] => [
  png.subarray(0, AFTER_HEADER),
  textChunk(keyword, text),
  png.subarray(AFTER_HEADER),
]
