import {
  BufferTarget,
  CanvasSource,
  getFirstEncodableVideoCodec,
  Mp4OutputFormat,
  Output,
  Quality,
  type VideoCodec,
  WebMOutputFormat,
} from 'mediabunny'
import type { OpenWriter, VideoKind } from './film'

/** Of each kind the codecs that players know, the best known first. */
const CODECS: Readonly<Record<VideoKind, VideoCodec[]>> = { mp4: ['avc', 'av1'], webm: ['vp9', 'vp8', 'av1'] }

const QUALITY = new Quality('very-high') // fine grain is what noise is made of

/** The codec with which this browser can write frames of a size; null if there is none. */
const codecOf = (
  kind: VideoKind,
  size: { readonly width: number; readonly height: number },
): Promise<VideoCodec | null> => getFirstEncodableVideoCodec(CODECS[kind], { ...size, quality: QUALITY })

/** Which kinds of video this browser can write in a size. */
export async function writableKinds(size: {
  readonly width: number
  readonly height: number
}): Promise<readonly VideoKind[]> {
  const kinds: readonly VideoKind[] = ['mp4', 'webm']
  const codecs = await Promise.all(kinds.map((kind) => codecOf(kind, size)))
  return kinds.filter((_, i) => codecs[i] !== null)
}

/** Opens a video file that is written frame by frame. @throws Error if the browser has no codec for it */
export const openVideo =
  (kind: VideoKind): OpenWriter =>
  async ({ canvas }, { title, link }) => {
    const codec = await codecOf(kind, canvas)
    if (codec === null) throw new Error(`no codec for ${kind}`)
    const target = new BufferTarget()
    const output = new Output({ format: kind === 'mp4' ? new Mp4OutputFormat() : new WebMOutputFormat(), target })
    const source = new CanvasSource(canvas, { codec, quality: QUALITY })
    output.addVideoTrack(source)
    output.setMetadataTags({ title, comment: link })
    await output.start()
    let seconds = 0
    return {
      add: async (stays) => {
        await source.add(seconds, stays)
        seconds += stays
      },
      finish: async () => {
        await output.finalize()
        return new Blob([target.buffer ?? new ArrayBuffer(0)], { type: `video/${kind}` })
      },
      cancel: () => output.cancel(),
    }
  }
