type Bytes = Uint8Array<ArrayBuffer>

const PIECE = 2 ** 18 // bytes

/** The bytes of a file in pieces of a fixed size: the pieces of its stream would depend on the browser. */
export async function* slicesOf(file: Blob): AsyncGenerator<Bytes> {
  for (let at = 0; at < file.size; at += PIECE) yield new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer())
}

/** A stream of the unpacked bytes of a packed file. */
export const unpacked = (file: Blob, packing: 'gzip' | 'deflate-raw'): ReadableStream<Bytes> =>
  file.stream().pipeThrough(new DecompressionStream(packing))

/** The bytes of a stream, piece by piece. It cancels the stream if the caller stops early. */
export async function* piecesOf(stream: ReadableStream<Bytes>): AsyncGenerator<Bytes> {
  const reader = stream.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    reader.cancel().catch(() => undefined) // nothing more is wanted from a stream that fails to cancel
  }
}

/** All bytes of a stream; undefined if they are more than `atMost`. */
export async function readAll(stream: ReadableStream<Bytes>, atMost: number): Promise<Bytes | undefined> {
  const pieces: Bytes[] = []
  let length = 0
  for await (const piece of piecesOf(stream)) {
    length += piece.length
    if (length > atMost) return undefined
    pieces.push(piece)
  }
  const bytes = new Uint8Array(length)
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  return bytes
}
