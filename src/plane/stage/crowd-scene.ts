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

/** Chooses the layer that draws the particles: a new one when there are other particles, or another canvas to draw on. */
function createWardrobe(player: PlanePlayer, slot: Slot) {
  let layer: CrowdLayer | undefined
  /** What decided the present layer, its colours, and its trails. */
  let [lookOf, classesOf, levelsOf]: [readonly unknown[], unknown, unknown] = [[], undefined, undefined]
  return {
    places: () => layer?.places() ?? new Float32Array(),
    layerFor: (
      { state: { settings, points }, stageFrame, half, palette, field }: Moment,
      side: number,
    ): CrowdLayer | undefined => {
      if (!stageFrame) return undefined
      const trajectory = player.run(slot)
      const { colourBy, seed } = settings
      const direction = stageFrame.index < 0 ? 'forward' : 'reverse'
      const crowd: Dressed = { colourBy, direction, particles: stageFrame.xt.length / 2, points, trajectory, palette }
      const start = direction === 'forward' ? points : trajectory.frames[0]
      const look = [start, seed, crowd.particles, colourBy, palette, half, side]
      const classes = colourBy === 'class' && direction === 'reverse' ? field : undefined
      if (!layer || look.some((value, i) => value !== lookOf[i])) {
        layer = createCrowdLayer(dress(crowd, field, new Float32Array(2 * crowd.particles), side), half, palette.ground)
      } else {
        if (classes !== classesOf) layer.dress(dress(crowd, field, layer.places(), side))
        if (levelsOf !== trajectory.levels) layer.renew() // from the same start, by a network that has learned on
      }
      ;[lookOf, classesOf, levelsOf] = [look, classes, trajectory.frames]
      return layer
    },
  }
}

/** The frame at which particles are drawn: the playhead's, or one on the way to it. */
function createGlide() {
  let [drawnFrame, last] = [0, 0]
  return ({ now, state: { settings, playing } }: Moment, frame: number): number => {
    const isSmooth = playing && settings.speed < 60 && !lessMotion()
    drawnFrame = chase(drawnFrame, frame, Math.min(100, now - last), settings.speed, isSmooth)
    last = now
    return drawnFrame
  }
}

/** The particles of one stage with their trails. */
export function createCrowdScene(player: PlanePlayer, slot: Slot) {
  const wardrobe = createWardrobe(player, slot)
  const glide = createGlide()
  return {
    places: wardrobe.places,
    /** Draws particles and trails; returns whether there is more to draw in the next animation frame. */
    draw: ({ trails, particles }: Pick<Canvases, 'trails' | 'particles'>, moment: Moment): boolean => {
      const [under, over] = [sheetOf(trails), sheetOf(particles)]
      const { state, stageFrame, half } = moment
      if (!under || !over) return false
      const crowd = wardrobe.layerFor(moment, over.side)
      const hasTrails = state.settings.trails && stageFrame !== undefined && stageFrame.index >= 0
      if (!crowd || !hasTrails) {
        under.context.clearRect(0, 0, under.side, under.side)
        crowd?.forget()
      }
      if (!crowd || !stageFrame) {
        over.context.clearRect(0, 0, over.side, over.side)
        return false
      }
      if (stageFrame.index < 0) {
        crowd.states(over, stageFrame.xt, planeScale(stageFrame.at))
        return false
      }
      const way = wayOf(player.run(slot), { half, side: over.side })
      const frame = glide(moment, stageFrame.index)
      crowd.particles(over, way, frame)
      const unfinished = hasTrails && crowd.trails(under, way, frame)
      return unfinished || frame !== stageFrame.index
    },
  }
}
