import type { startEngine } from '../../engine/page/pictures/client'
import type { EngineReady, Frame, NetworkSource, Reading, RunSpec, Unread } from '../../engine/protocol/pictures'
import type { BackendName } from '../../network'
import { type Asker, Unanswered } from './answers'
import { onePending } from './pending'
import { classifierOf, networkOf } from './second-network'

/** An engine beside the walk's own, in a worker of its own, so that the walk keeps its network. */
export interface SecondEngine extends Asker {
  /**
   * Loads a network in the place of the one before. One that is there already is not loaded again.
   * @returns what computes it; undefined where nothing came. @throws Unanswered
   */
  load(source: NetworkSource, backend: BackendName | 'auto'): Promise<EngineReady | undefined>
  /** Walks a run to its end, or a stretch of one, and tells of each frame. @throws Unanswered */
  walk(spec: RunSpec, start: Float32Array, onFrame: (frame: Frame) => void, stretch?: Stretch): Promise<void>
  /** Places a classifier beside the network. @returns the names of its classes; undefined where it does not come. @throws Unanswered */
  classifier(url: string): Promise<readonly string[] | undefined>
  /** The classifier's reading of a state; undefined where it gives none. @throws Unanswered */
  read(of: Unread): Promise<Reading | undefined>
}

/** A part of a run: from the frame at which it starts, with the evaluations up to there, to its last one. */
interface Stretch {
  readonly since: number
  readonly nfe: number
  readonly until: number
}

const WHOLE: Stretch = { since: 0, nfe: 0, until: Infinity }

/** A second engine that runs, until somebody ends it. */
export interface RunningEngine {
  readonly second: SecondEngine
  /** False once it has failed, has lost its device or was ended. */
  readonly isSound: () => boolean
  /** Ends it; what is pending is not answered. */
  readonly end: () => void
}

/** @param start starts the engine */
export function startSecondEngine(start: typeof startEngine): RunningEngine {
  const engine = start()
  const pending = onePending()
  const { until, isDone } = pending
  const { hear: hearClassifier, classifier, forget, read } = classifierOf(engine, pending)
  const network = networkOf(engine, pending, forget)
  let onFrame: (frame: Frame) => void = () => undefined
  let isSound = true
  const fail = (error: Unanswered) => {
    isSound = false
    pending.fail(error)
  }
  engine.listen({
    progress: () => undefined,
    preparing: () => undefined,
    ready: network.hear,
    frame: (frame) => {
      onFrame(frame)
    },
    classifier: hearClassifier,
    failed: (fault) => {
      fail(new Unanswered(fault))
    },
    lost: () => {
      fail(new Unanswered({ code: 'ask-lost', details: {} }))
    },
  })
  const walk: SecondEngine['walk'] = (spec, xt, tell, stretch = WHOLE) =>
    until(() => {
      onFrame = (frame) => {
        tell(frame)
        if (frame.index === Math.min(stretch.until, spec.levels.length - 1)) isDone()
        else engine.step()
      }
      engine.open(spec, { index: stretch.since, xt, history: [], nfe: stretch.nfe })
      engine.step()
    })
  return {
    second: { ask: (question, signal) => engine.ask(question, signal), load: network.load, walk, classifier, read },
    isSound: () => isSound,
    end: () => {
      if (pending.hasEnded()) return
      isSound = false
      engine.end()
      pending.end()
    },
  }
}

/** Does work with the engine, which ends where the work fails or the signal says so. @throws what the work throws */
export async function workWith(
  { second, end }: RunningEngine,
  signal: AbortSignal,
  work: (engine: SecondEngine) => Promise<void>,
): Promise<void> {
  if (signal.aborted) end()
  signal.addEventListener('abort', end, { once: true })
  try {
    await work(second)
  } catch (error) {
    end()
    throw error
  } finally {
    signal.removeEventListener('abort', end)
  }
}

/**
 * Does work with an engine beside the walk's own, which ends with the work, or when the signal says so.
 *
 * @param start starts the engine
 * @throws what the work throws
 */
export async function withSecondEngine(
  signal: AbortSignal,
  start: typeof startEngine,
  work: (engine: SecondEngine) => Promise<void>,
): Promise<void> {
  const engine = startSecondEngine(start)
  await workWith(engine, signal, work)
  engine.end()
}
