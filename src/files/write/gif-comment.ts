/** The byte that ends a GIF. */
const TRAILER = 0x3b
const MOST_IN_BLOCK = 255

/**
 * The end of a GIF with a comment in it: a comment extension and the trailer (GIF89a specification, 24).
 *
 * @param comment ASCII
 */
export function gifEnd(comment: string): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [0x21, 0xfe]
  for (let at = 0; at < comment.length; at += MOST_IN_BLOCK) {
    const block = comment.slice(at, at + MOST_IN_BLOCK)
    bytes.push(block.length, ...Array.from(block, (letter) => letter.charCodeAt(0)))
  }
  return Uint8Array.from([...bytes, 0, TRAILER])
}
