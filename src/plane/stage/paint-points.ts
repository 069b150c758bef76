import type { PointSet } from '../../engine/protocol/plane'
import type { Sheet } from './layers'
import type { Palette } from '../view/palette'
import { makeSprites } from './sprites'
import { paintStamped } from './stamped'
import { toPixels } from '../view/view'

/** More would be a blot: of a larger set every second point is drawn, or fewer. */
const MOST = 5000

/** The points of the data, small: discs of class 0, diamonds of class 1, where they lie at t = 0. */
export function paintPoints(
  sheet: Sheet,
  { xy, labels }: PointSet,
  half: number,
  palette: Palette,
  shown: boolean,
): void {
  const { context, side, ratio } = sheet
  if (!shown) {
    context.clearRect(0, 0, side, side)
    return
  }
  const few = labels.length <= 60
  const stride = Math.ceil(labels.length / MOST)
  const drawn = stride === 1 ? labels : labels.filter((_, i) => i % stride === 0)
  const places = toPixels({ half, side }, stride === 1 ? xy : xy.filter((_, k) => (k >> 1) % stride === 0), 1)
  const {
    ofClass: [zero, one],
  } = palette
  paintStamped(
    sheet,
    makeSprites(
      [
        { colour: zero, shape: 0 },
        { colour: one, shape: 1 },
      ],
      { radius: (few ? 3 : 1.3) * ratio, alpha: few ? 1 : 0.55 },
    ),
    places,
    drawn,
  )
}
