import type { Slot } from '../../engine/protocol/plane'
import { planeScale } from '../scale'
import type { PlanePlayer } from '../player-context'
import { createCrowdLayer, type CrowdLayer } from './crowd-layer'
import { dress, type Dressed } from './dress'
import { sheetOf } from './layers'
import { chase } from './motion'
import type { Canvases, Moment } from './moment'
import { wayOf } from './way'

const lessMotion = () => matchMedia('(prefers-reduced-motion: reduce)').matches

/** The particles of one stage with their trails: dressed anew when what they are coloured by changes, drawn where they are. */
export function createCrowdScene(player: PlanePlayer, slot: Slot) {
  let layer: CrowdLayer | undefined
  let worn: readonly unknown[] = []
  let walked: readonly unknown[] = []
  let [drawn, last] = [0, 0]

  /** The layer for what is shown; another one where there are other particles, or another room to draw in. */
  function dressed(
    { state: { settings, points }, shown, half, palette, field }: Moment,
    side: number,
  ): CrowdLayer | undefined {
    if (!shown) return undefined
    const trajectory = player.trajectory(slot)
    const { colourBy } = settings
    const direction = shown.index < 0 ? 'forward' : 'reverse'
    const crowd: Dressed = { colourBy, direction, particles: shown.xt.length / 2, points, trajectory, palette }
    const wears = [
      direction === 'forward' ? points : trajectory.frames[0],
      settings.seed,
      crowd.particles,
      colourBy,
      palette,
      half,
      side,
    ]
    const classes = colourBy === 'class' && direction === 'reverse' ? field : undefined
    if (!layer || wears.some((value, i) => value !== worn[i])) {
      layer = createCrowdLayer(dress(crowd, field, new Float32Array(2 * crowd.particles), side), half, palette.ground)
    } else {
      if (classes !== worn[wears.length]) layer.dress(dress(crowd, field, layer.places(), side))
      if (walked !== trajectory.frames) layer.renew() // from the same start, by a network that has learned on
    }
    walked = trajectory.frames
    worn = [...wears, classes]
    return layer
  }

  /** Where the particles are drawn: at the playhead's frame, or on the way to it. */
  function glide({ now, state: { settings, playing } }: Moment, frame: number): number {
    drawn = chase(
      drawn,
      frame,
      Math.min(100, now - last),
      settings.speed,
      playing && settings.speed < 60 && !lessMotion(),
    )
    last = now
    return drawn
  }

  return {
    places: () => layer?.places() ?? new Float32Array(),
    /** Draws particles and trails; returns whether there is more to draw in the next animation frame. */
    draw: ({ trails, particles }: Pick<Canvases, 'trails' | 'particles'>, moment: Moment): boolean => {
      const [under, over] = [sheetOf(trails), sheetOf(particles)]
      const { state, shown, half } = moment
      if (!under || !over) return false
      const crowd = dressed(moment, over.side)
      const trailing = state.settings.trails && shown !== undefined && shown.index >= 0
      if (!crowd || !trailing) {
        under.context.clearRect(0, 0, under.side, under.side)
        crowd?.forget()
      }
      if (!crowd || !shown) {
        over.context.clearRect(0, 0, over.side, over.side)
        return false
      }
      if (shown.index < 0) {
        crowd.states(over, shown.xt, planeScale(shown.at))
        return false
      }
      const way = wayOf(player.trajectory(slot), { half, side: over.side })
      const frame = glide(moment, shown.index)
      crowd.particles(over, way, frame)
      const unfinished = trailing && crowd.trails(under, way, frame)
      return unfinished || frame !== shown.index
    },
  }
}
