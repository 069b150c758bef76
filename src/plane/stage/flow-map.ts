import type { Level } from '../../diffusion'
import type { PlaneEngineClient } from '../../engine/page/plane/client'
import type { Question } from '../../engine/protocol/plane'
import { shownLogDensity } from '../scale'
import { drawnLevel } from './field-question'
import { refine } from './refine'

/** What a map of the probability flow's likelihood is of. */
export interface FlowSubject extends Question {
  /** The level that is shown; it is asked at the least noise that is drawn, or more. */
  readonly at: Level
  readonly half: number
  /** Steps of the ODE. */
  readonly steps: number
  /** How far a network has learned, and which set of points it is: other ones give another map. */
  readonly learned: number
  readonly version: number
}

/** log q(x_t) by the flow of whoever answers, over the view. */
export interface FlowMap {
  readonly n: number
  /** [n²], in nats, of states as they are shown; NaN where nothing is known yet. */
  readonly logDensity: Float32Array
  /** Share of the finest lattice that is known, in [0, 1]. */
  readonly share: number
}

/**
 * Keeps a map for what is shown, painted as it comes; over one that stands, when it is whole. When what is shown changes, what had become sharp already is left at once; a first, coarse map is
 * finished, so that a timeline that is dragged, or a network that learns, is followed.
 */
export function createFlowMapLayer(
  engine: Pick<PlaneEngineClient, 'likelihood'>,
  changed: (map: FlowMap | undefined, failed: boolean) => void,
) {
  let wanted: FlowSubject | undefined
  let named = ''
  let shown = false
  let running: { readonly end: AbortController; coarse: boolean } | undefined

  async function draw({ at: level, half, steps, answerer, process, label, changes }: FlowSubject): Promise<void> {
    const own = { end: new AbortController(), coarse: true }
    running = own
    const { at, scale } = drawnLevel(level)
    const ask = async (points: Float32Array, signal: AbortSignal) => [
      shownLogDensity(await engine.likelihood({ answerer, process, label, changes, points, at, steps }, signal), scale),
    ]
    try {
      await refine(
        { half, scale, ask },
        ({ n, values: [logDensity], whole, share }) => {
          own.coarse = !whole
          if (logDensity && (whole || !shown)) changed({ n, logDensity, share }, false)
          shown ||= whole
          if (whole && wanted) own.end.abort()
        },
        own.end.signal,
      )
    } catch {
      if (!own.end.signal.aborted) clear(true)
    }
    if (running !== own) return
    running = undefined
    next()
  }

  function clear(failed: boolean): void {
    shown = false
    changed(undefined, failed)
  }

  function next(): void {
    const of = wanted
    wanted = undefined
    if (of) void draw(of)
  }

  return {
    /** undefined where no such map is shown. */
    want: (of: FlowSubject | undefined) => {
      const name = of ? JSON.stringify(of) : ''
      if (name === named) return
      named = name
      wanted = of
      if (!of || !running?.coarse) {
        running?.end.abort()
        running = undefined
        if (!of) clear(false)
        next()
      }
    },
    end: () => {
      wanted = undefined
      running?.end.abort()
      running = undefined
    },
  }
}
