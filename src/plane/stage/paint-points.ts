import type { PointSet } from '../../engine/protocol/plane'
import type { Sheet } from './layers'
import type { Palette } from '../view/palette'
import { makeSprites } from './sprites'
import { paintSprites } from './paint-sprites'
import { toPixels } from '../view/view'

/** The most points that are drawn: of a larger set only every second point, or fewer, for more would be a blot. */
const MOST = 5000

/** Paints the data at t = 0: small discs for class 0, diamonds for class 1. */
export function paintPoints(
  sheet: Sheet,
  { xy, labels }: PointSet,
  half: number,
  palette: Palette,
  isShown: boolean,
): void {
  const { context, side, ratio } = sheet
  if (!isShown) {
    context.clearRect(0, 0, side, side)
    return
  }
  const areFew = labels.length <= 60
  const stride = Math.ceil(labels.length / MOST)
  const drawnLabels = stride === 1 ? labels : labels.filter((_, i) => i % stride === 0)
  const places = toPixels({ half, side }, stride === 1 ? xy : xy.filter((_, k) => (k >> 1) % stride === 0), 1)
  const {
    ofClass: [zero, one],
  } = palette
  paintSprites(
    sheet,
    makeSprites(
      [
        { colour: zero, shape: 0 },
        { colour: one, shape: 1 },
      ],
      { radius: (areFew ? 3 : 1.3) * ratio, alpha: areFew ? 1 : 0.55 },
    ),
    places,
    drawnLabels,
  )
}
