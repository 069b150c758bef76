import { dataSetOracle, normalArray } from '../src/diffusion'
import type { Frame } from '../src/engine/protocol/pictures'
import { pathOf } from '../src/plane/path'
import type { PlanePlayer, RunPath } from '../src/plane/player-context'
import { defaults, type PlaneSettings } from '../src/plane/settings'
import type { Canvases } from '../src/plane/stage/moment'
import { createScene } from '../src/plane/stage/scene'
import { createPlaneStore } from '../src/plane/store'

// The plane's picture, drawn by the page's own scene from a recorded run, on canvases of 640 CSS pixels.

const PARTICLES = 2000
const STEPS = 50
const POINTS = 1000
const SIDE = 640

/** Two rings of points, and a run that leads to them along arcs: what is drawn, not how it came about. */
function recorded(settings: PlaneSettings): { trajectory: RunPath; xy: Float32Array } {
  const xy = Float32Array.from(
    { length: 2 * POINTS },
    (_, k) => ((k >> 1) % 2 === 0 ? 1.8 : 0.9) * (k % 2 === 0 ? Math.cos : Math.sin)(k >> 1),
  )
  const { levels, times } = pathOf(settings)
  const eps = normalArray({ seed: 1, purpose: 'start', step: 0, sample: 0 }, 2 * PARTICLES)
  const frames = levels.map(({ signal, noise }, index): Frame => ({
    index,
    xt: eps.map((z, k) => signal * (xy[k % xy.length] ?? NaN) + noise * z),
    x0Hat: xy,
    epsHat: eps,
    ms: 0,
    nfe: index,
  }))
  return { trajectory: { levels, times, frames }, xy }
}

/** A player that stands where it is told to, and an engine that answers at once, with what the oracle says on a coarse grid of its own. */
function playerOf(settings: PlaneSettings, xy: Float32Array, trajectory: RunPath): PlanePlayer {
  const store = createPlaneStore({ xy, labels: new Uint8Array(POINTS) }, settings)
  store.setState({
    engine: { status: 'ready', ready: { backend: 'wasm', device: 'none', software: false, refused: [] } },
  })
  const oracle = dataSetOracle(xy.subarray(0, 200), 2)
  let answer:
    | {
        readonly score: Float32Array
        readonly x0Hat: Float32Array
        readonly logDensity: Float32Array
        readonly ms: number
      }
    | undefined
  const evaluate: PlanePlayer['plane']['engine']['evaluate'] = ({ points }) => {
    const at = { t: 300, signal: 0.9, noise: Math.sqrt(1 - 0.81) }
    answer ??= {
      score: points,
      x0Hat: points,
      ms: 1,
      logDensity: Float32Array.from({ length: points.length / 2 }, (_, i) =>
        oracle.logDensity(points.subarray(2 * i, 2 * i + 2), at),
      ),
    }
    return Promise.resolve(answer)
  }
  const none = () => undefined
  const never = () => Promise.reject(new Error('not asked for'))
  return {
    plane: {
      store,
      engine: {
        listen: none,
        open: none,
        setPoints: none,
        begin: none,
        step: none,
        end: none,
        learn: none,
        restart: none,
        dispose: none,
        evaluate,
        likelihood: never,
        sample: never,
        frames: never,
        memory: never,
      },
    },
    run: () => trajectory,
    stageFrame: () => {
      const frame = trajectory.frames[store.getState().settings.frame]
      const at = frame && trajectory.levels[frame.index]
      return frame && at && { xt: frame.xt, at, index: frame.index }
    },
    finish: none,
    subscribe: () => none,
  }
}

function canvas(): HTMLCanvasElement {
  const element = document.createElement('canvas')
  element.style.cssText = `position:absolute;left:0;top:0;width:${SIDE}px;height:${SIDE}px`
  document.body.append(element)
  return element
}

export interface Drawn {
  /** Main-thread milliseconds of each frame, from its first script until it is painted. */
  readonly frames: readonly number[]
}

/** The next frame; resolves with the time from its beginning until after its paint. */
const nextFrame = (): Promise<number> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    requestAnimationFrame(() => {
      const begun = performance.now()
      port1.onmessage = () => {
        resolve(performance.now() - begun)
      }
      port2.postMessage(0)
    })
  })

/** Plays a recorded run of 2,000 particles through 50 steps with trails, a step a frame, five times. */
export async function planeDrawing(layers: Pick<PlaneSettings, 'heatMap' | 'contours' | 'arrows'>): Promise<Drawn> {
  const settings: PlaneSettings = {
    ...defaults,
    ...layers,
    direction: 'reverse',
    particles: PARTICLES,
    steps: STEPS,
    trails: true,
    speed: 60,
  }
  const { trajectory, xy } = recorded(settings)
  const player = playerOf(settings, xy, trajectory)
  const canvases: Canvases = {
    field: canvas(),
    points: canvas(),
    trails: canvas(),
    particles: canvas(),
    overlay: canvas(),
  }
  const scene = createScene(canvases, player, 0)
  const frames: number[] = []
  for (let round = 0; round < 5; round++) {
    for (let frame = 0; frame <= STEPS; frame++) {
      const next = nextFrame() // asked for first, so that it begins before the scene draws
      player.plane.store.setState(({ settings: before }) => ({ settings: { ...before, frame } }))
      const ms = await next
      if (frame > 0) frames.push(ms) // back at the start is a jump
    }
  }
  scene.end()
  return { frames }
}
