import { nextOf } from '../shell/keys'
import { patchPlane } from './context'
import type { Player } from './player'
import { ARROWS, HEAT_MAPS } from './settings'
import { twinOf } from './twin'

/** What a key does on the plane only; undefined where the plane has no use for the key. */
export function planeKey({ plane }: Player, key: string): (() => void) | undefined {
  const { guidance, beside, arrows, heatMap } = plane.store.getState().settings
  const guideTowards = (label: 0 | 1 | null) => () => {
    patchPlane(plane, { guidance: { ...guidance, label } })
  }
  switch (key) {
    case '0':
      return guideTowards(0)
    case '1':
      return guideTowards(1)
    case 'x':
      return guideTowards(null)
    case 'b':
      return () => {
        patchPlane(plane, { beside: beside ? null : twinOf(plane.store.getState().settings) })
      }
    case 'a':
      return () => {
        patchPlane(plane, { arrows: nextOf(ARROWS, arrows) })
      }
    case 'v':
      return () => {
        patchPlane(plane, { heatMap: nextOf(HEAT_MAPS, heatMap) })
      }
    default:
      return undefined
  }
}
