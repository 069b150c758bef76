import { applyPalette, GIFEncoder, type Palette, quantize } from 'gifenc'
import { gifEnd } from '../../files/write/gif-comment'
import type { FilmWriter, OpenWriter } from './film'

/** What a canvas gives of its pixels. */
type Pixels = Pick<ImageData, 'data' | 'width' | 'height'>

const GREYS: Palette = Array.from({ length: 256 }, (_, grey) => [grey, grey, grey] as const)

const isGrey = (data: Uint8ClampedArray): boolean => {
  for (let i = 0; i < data.length; i += 4) if (data[i] !== data[i + 1] || data[i] !== data[i + 2]) return false
  return true
}

/** Grey is exact, and has the film's own palette; other frames have the 256 colours that stand best for theirs. */
function palettised({ data }: Pixels): { readonly index: Uint8Array; readonly palette?: Palette } {
  if (isGrey(data)) return { index: Uint8Array.from({ length: data.length / 4 }, (_, i) => data[4 * i] ?? 0) }
  const palette = quantize(data, 256)
  return { index: applyPalette(data, palette), palette }
}

/** Lets the page go on: what is pressed meanwhile is heard. */
const breath = () =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, 0)
  })

/** A GIF of the frames that are read from a canvas, one after the other. @param comment ASCII */
export function gifWriter(read: () => Pixels, comment: string): FilmWriter {
  const encoder = GIFEncoder({ auto: false })
  const pieces: Blob[] = []
  let filmPalette: Palette = GREYS
  encoder.writeHeader()
  return {
    add: async (seconds) => {
      await breath()
      const pixels = read()
      const { index, palette } = palettised(pixels)
      const first = pieces.length === 0
      if (first && palette) filmPalette = palette
      const framePalette = first ? filmPalette : (palette ?? (filmPalette === GREYS ? undefined : GREYS))
      encoder.writeFrame(index, pixels.width, pixels.height, {
        delay: 1000 * seconds,
        ...(framePalette && { palette: framePalette }),
        ...(first && { first, repeat: 0 }),
      })
      pieces.push(new Blob([encoder.bytes()]))
      encoder.reset()
    },
    finish: () => Promise.resolve(new Blob([...pieces, gifEnd(comment)], { type: 'image/gif' })),
    cancel: () => Promise.resolve(),
  }
}

export const openGif: OpenWriter = (context, { link }) =>
  Promise.resolve(gifWriter(() => context.getImageData(0, 0, context.canvas.width, context.canvas.height), link))
