import type { Level } from '../../diffusion'
import type { PlaneEngineClient } from '../../engine/page/plane/client'
import type { Question } from '../../engine/protocol/plane'
import { shownLogDensity } from '../scale'
import { drawnLevel } from './field-question'
import { refine } from './refine'

/** What decides a map of the probability flow's likelihood. */
export interface FlowSubject extends Question {
  /** The level that is shown; the engine is asked at this level, or at the least noise that is drawn. */
  readonly at: Level
  readonly half: number
  /** Steps of the ODE. */
  readonly steps: number
  /** The steps that the network has learned and the number of the point set: a change of either gives another map. */
  readonly learned: number
  readonly version: number
}

/** log q(x_t) by the probability flow of the chosen answer, over the view. */
export interface FlowMap {
  readonly n: number
  /** [n²], in nats, of states as they are shown; NaN where nothing is known yet. */
  readonly logDensity: Float32Array
  /** Share of the finest lattice that is known, in [0, 1]. */
  readonly share: number
}

/** Asks the engine for the log density at points, as it is shown. */
function askFor(
  engine: Pick<PlaneEngineClient, 'likelihood'>,
  { at: level, half, steps, answerer, process, label, changes }: FlowSubject,
): Parameters<typeof refine>[0] {
  const { at, scale } = drawnLevel(level)
  return {
    half,
    scale,
    ask: async (points, signal) => [
      shownLogDensity(await engine.likelihood({ answerer, process, label, changes, points, at, steps }, signal), scale),
    ],
  }
}

/**
 * Draws the map that is wanted last. A first map is reported as it becomes finer; one that replaces another, when it is whole.
 * If another map is wanted meanwhile, one that is being refined is given up at once, and a coarse one is finished first, so
 * that the picture follows a dragged timeline, or a network that learns.
 *
 * @param onChange receives each map; undefined if there is none, with whether asking failed
 */
export function createFlowMapLayer(
  engine: Pick<PlaneEngineClient, 'likelihood'>,
  onChange: (map: FlowMap | undefined, failed: boolean) => void,
) {
  let wantedSubject: FlowSubject | undefined
  let wantedName = ''
  let isShown = false
  let running: { readonly end: AbortController; coarse: boolean } | undefined

  async function draw(subject: FlowSubject): Promise<void> {
    const drawing = { end: new AbortController(), coarse: true }
    running = drawing
    try {
      await refine(
        askFor(engine, subject),
        ({ n, values: [logDensity], isComplete, share }) => {
          drawing.coarse = !isComplete
          if (logDensity && (isComplete || !isShown)) onChange({ n, logDensity, share }, false)
          isShown ||= isComplete
          if (isComplete && wantedSubject) drawing.end.abort()
        },
        drawing.end.signal,
      )
    } catch {
      if (!drawing.end.signal.aborted) clear(true)
    }
    if (running !== drawing) return
    running = undefined
    next()
  }

  function clear(failed: boolean): void {
    isShown = false
    onChange(undefined, failed)
  }

  function next(): void {
    const subject = wantedSubject
    wantedSubject = undefined
    if (subject) void draw(subject)
  }

  return {
    /** The map to show; undefined for none. */
    want: (subject: FlowSubject | undefined) => {
      const name = subject ? JSON.stringify(subject) : ''
      if (name === wantedName) return
      wantedName = name
      wantedSubject = subject
      if (!subject || !running?.coarse) {
        running?.end.abort()
        running = undefined
        if (!subject) clear(false)
        next()
      }
    },
    end: () => {
      wantedSubject = undefined
      running?.end.abort()
      running = undefined
    },
  }
}
