import type { startEngine } from '../../engine/page/pictures/client'
import type { Frame, NetworkSource, RunSpec } from '../../engine/protocol/pictures'
import type { BackendName } from '../../network'
import { type Asker, Unanswered } from './answers'

/** An engine beside the walk's own, in a worker of its own, so that the walk keeps its network. */
export interface SecondEngine extends Asker {
  /** Loads a network in the place of the one before. @throws Unanswered */
  load(source: NetworkSource, backend: BackendName | 'auto'): Promise<void>
  /** Fetches the classifier that a run may be guided by; the run waits for it. */
  classifier(url: string): void
  /** Walks a run to its end, or a stretch of one, and tells of each frame. @throws Unanswered */
  walk(spec: RunSpec, start: Float32Array, onFrame: (frame: Frame) => void, stretch?: Stretch): Promise<void>
}

/** A part of a run: from the frame at which it starts, with the evaluations up to there, to its last one. */
interface Stretch {
  readonly since: number
  readonly nfe: number
  readonly until: number
}

const WHOLE: Stretch = { since: 0, nfe: 0, until: Infinity }

/** What is pending of the engine: a network, or the end of a walk. */
interface Pending {
  readonly resolve: () => void
  readonly reject: (error: Unanswered) => void
}

function createSecondEngine(start: typeof startEngine, signal: AbortSignal) {
  const engine = start()
  let pending: Pending | undefined
  let onFrame: (frame: Frame) => void = () => undefined
  const isDone = () => {
    pending?.resolve()
  }
  const fail = (error: Unanswered) => {
    pending?.reject(error)
  }
  engine.listen({
    progress: () => undefined,
    preparing: () => undefined,
    ready: isDone,
    frame: (frame) => {
      onFrame(frame)
    },
    failed: (fault) => {
      fail(new Unanswered(fault))
    },
    lost: () => {
      fail(new Unanswered({ code: 'ask-lost', details: {} }))
    },
  })
  const until = (begin: () => void) =>
    new Promise<void>((resolve, reject) => {
      pending = { resolve, reject }
      if (signal.aborted) reject(new Unanswered(undefined))
      else begin()
    })
  const second: SecondEngine = {
    ask: (question, signal) => engine.ask(question, signal),
    load: (source, backend) =>
      until(() => {
        engine.load(source, backend)
      }),
    classifier: (url) => {
      engine.classifier(url)
    },
    walk: (spec, xt, tell, stretch = WHOLE) =>
      until(() => {
        onFrame = (frame) => {
          tell(frame)
          if (frame.index === Math.min(stretch.until, spec.levels.length - 1)) isDone()
          else engine.step()
        }
        engine.open(spec, { index: stretch.since, xt, history: [], nfe: stretch.nfe })
        engine.step()
      }),
  }
  return {
    second,
    end: () => {
      engine.end()
      fail(new Unanswered(undefined))
    },
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
  const { second, end } = createSecondEngine(start, signal)
  signal.addEventListener('abort', end, { once: true })
  try {
    await work(second)
  } finally {
    signal.removeEventListener('abort', end)
    end()
  }
}
