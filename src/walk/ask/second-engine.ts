import type { Engine, startEngine } from '../../engine/page/pictures/client'
import type {
  ClassifierState,
  EngineReady,
  Frame,
  NetworkSource,
  Reading,
  RunSpec,
  Unread,
} from '../../engine/protocol/pictures'
import type { BackendName } from '../../network'
import { type Asker, Unanswered } from './answers'

/** An engine beside the walk's own, in a worker of its own, so that the walk keeps its network. */
export interface SecondEngine extends Asker {
  /** Loads a network in the place of the one before. @returns what computes it; undefined where nothing came. @throws Unanswered */
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

/** What is pending of the engine: a network, its classifier, a reading, or the end of a walk; one at a time. */
function onePending(signal: AbortSignal) {
  let pending: { readonly resolve: () => void; readonly reject: (error: Unanswered) => void } | undefined
  return {
    isDone: () => {
      pending?.resolve()
    },
    fail: (error: Unanswered) => {
      pending?.reject(error)
    },
    until: (begin: () => void) =>
      new Promise<void>((resolve, reject) => {
        pending = { resolve, reject }
        if (signal.aborted) reject(new Unanswered(undefined))
        else begin()
      }),
  }
}

type Pending = ReturnType<typeof onePending>

/** The classifier beside the network, and what it reads. */
function classifierOf(engine: Engine, { until, isDone }: Pending) {
  let labels: readonly string[] | undefined
  const hear = (state: ClassifierState) => {
    if (state.status === 'ready') ({ labels } = state)
    if (state.status === 'ready' || state.status === 'failed') isDone()
  }
  const classifier: SecondEngine['classifier'] = async (url) => {
    labels = undefined
    await until(() => {
      engine.classifier(url)
    })
    return labels
  }
  const read: SecondEngine['read'] = async (of) => {
    let reading: Reading | undefined
    await until(() => {
      void engine.read(of).then((answer) => {
        reading = answer
        isDone()
      })
    })
    return reading
  }
  return { hear, classifier, read }
}

function createSecondEngine(start: typeof startEngine, signal: AbortSignal) {
  const engine = start()
  const pending = onePending(signal)
  const { until, isDone, fail } = pending
  const { hear, classifier, read } = classifierOf(engine, pending)
  let onFrame: (frame: Frame) => void = () => undefined
  let ready: EngineReady | undefined
  engine.listen({
    progress: () => undefined,
    preparing: () => undefined,
    ready: (now) => {
      ready = now
      isDone()
    },
    frame: (frame) => {
      onFrame(frame)
    },
    classifier: hear,
    failed: (fault) => {
      fail(new Unanswered(fault))
    },
    lost: () => {
      fail(new Unanswered({ code: 'ask-lost', details: {} }))
    },
  })
  const second: SecondEngine = {
    ask: (question, signal) => engine.ask(question, signal),
    load: async (source, backend) => {
      await until(() => {
        engine.load(source, backend)
      })
      return ready
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
    classifier,
    read,
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
