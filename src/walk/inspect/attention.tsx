import type { AttentionWeights } from '../../engine/protocol/look'
import { inspectText } from '../../i18n/inspect'
import type { PictureShape } from '../../ui/paint'
import { Words } from '../../ui/words'
import { around, extent } from './grey'
import styles from './network.module.css'
import { PixelPicker } from './pixel-picker'
import { ValuePicture } from './value-picture'

/** The place of the attention's coarse grid in which a pixel of the picture lies. */
export function queryOf(pixel: number, size: number, side: number): number {
  const coarse = (place: number) => Math.min(side - 1, Math.floor((place * side) / size))
  return coarse(Math.floor(pixel / size)) * side + coarse(pixel % size)
}

/** Where one head looks from a place: [N], of sum 1. */
export const lookOf = ({ weights, pixels: n }: AttentionWeights, head: number, query: number): Float32Array =>
  weights.subarray((head * n + query) * n, (head * n + query + 1) * n)

interface AttentionProps {
  attention: AttentionWeights
  state: Float32Array | undefined
  scale: number
  shape: PictureShape
  pixel: number
  onPixel: (pixel: number) => void
}

/** Where the middle of the network looks from the chosen pixel, head by head. */
export function Attention({ attention, state, scale, shape, pixel, onPixel }: AttentionProps) {
  const words = inspectText.network
  const side = Math.round(Math.sqrt(attention.pixels))
  const query = queryOf(pixel, shape.size, side)
  const heads = Array.from({ length: attention.shownHeads }, (_, head) => lookOf(attention, head, query))
  return (
    <>
      <p className={styles.note}>
        <Words>{words.attention(side)}</Words>
      </p>
      <div className={styles.heads}>
        <PixelPicker
          values={state}
          shape={shape}
          grey={around(scale)}
          label={inspectText.pixel.picker(pixel % shape.size, Math.floor(pixel / shape.size))}
          pixel={pixel}
          onPixel={onPixel}
        />
        {heads.map((weights, head) => (
          <ValuePicture
            key={head}
            name={
              attention.shownHeads < attention.heads
                ? words.allHeads(attention.heads)
                : words.head(head + 1, attention.heads)
            }
            label={words.head(head + 1, attention.heads)}
            values={weights}
            shape={{ channels: 1, size: side }}
            grey={{ low: 0, high: extent(weights).high }}
          />
        ))}
      </div>
    </>
  )
}
