import { dataLevel } from '../../diffusion'
import type { startEngine } from '../../engine/page/pictures/client'
import type { Fault, NetworkSource } from '../../engine/protocol/pictures'
import type { BackendName } from '../../network'
import { Unanswered } from '../ask/answers'
import { type SecondEngine, withSecondEngine } from '../ask/second-engine'
import { startOfRun } from '../model/path'
import { specOf } from '../run/spec'
import { commonCount, type Frechet, frechetAt, withFeatures } from './distances'
import type { Reference } from './reference'
import { BATCH, COUNTS, labelsAfter, namedIn, type Score, seedAfter, type Trial } from './trial'

/** What is to be drawn: so many pictures of each trial. */
export interface Order {
  readonly trials: readonly Trial[]
  readonly count: number
  readonly backend: BackendName | 'auto'
  /** A network and the address of the classifier that reads its pictures, by the network's name. */
  readonly networkOf: (model: string) => { readonly source: NetworkSource; readonly classifier: string }
  /** Features of real digits; none where they do not come. */
  readonly reference: () => Promise<Reference | undefined>
}

/** What there is so far. */
export interface Drawn {
  readonly scores: readonly Score[]
  /** A device was lost meanwhile, and its batch was drawn again. */
  readonly wasLost: boolean
  /** What the pictures are compared with; null where it did not come, undefined before. */
  readonly reference?: Reference | null
  /** At the most pictures that all trials have had, of those at which it is measured. */
  readonly frechet?: Frechet
}

/** A network whose device is lost again and again is given up. */
const MOST_LOSSES = 3
const isLost = ({ code }: Fault) => code === 'ask-lost'

/** Draws and reads the next batch of a trial. @throws Unanswered */
async function drawBatch(
  engine: SecondEngine,
  { trial, n, named, kernel }: Score,
  classes: number,
  reference: Reference | undefined,
): Promise<Pick<Score, 'n' | 'named' | 'kernel' | 'nfe' | 'why'>> {
  const settings = { ...trial.settings, seed: seedAfter(trial.settings, n) }
  const labels = labelsAfter(n, classes)
  const spec = { ...specOf(settings), labels }
  const at = spec.levels.at(-1) ?? dataLevel
  let [xt, nfe] = [startOfRun(settings, spec.levels[0] ?? dataLevel, undefined), 0]
  await engine.walk(spec, xt, (frame) => {
    ;({ xt, nfe } = frame)
  })
  const reading = await engine.read({ xt, samples: BATCH, at, ...(reference && { features: true }) })
  if (!reading) return { n, named, why: 'classifier' }
  const { probabilities, features } = reading
  return {
    n: n + BATCH,
    named: named + namedIn(probabilities, labels, classes),
    ...(reference && features && { kernel: withFeatures(kernel, features, labels, reference) }),
    nfe,
  }
}

/** The scores of all trials, which the networks fill side by side. */
function createBoard({ trials, count }: Order, show: (result: Drawn) => void) {
  let result: Drawn = { scores: trials.map((trial) => ({ trial, n: 0, named: 0 })), wasLost: false }
  let measuredAt = 0 // pictures of each, of the last Fréchet distance
  const set = (change: Partial<Drawn>) => {
    result = { ...result, ...change }
    show(result)
  }
  const patch = (isMeant: (score: Score) => boolean, change: Partial<Score>) => {
    set({ scores: result.scores.map((score) => (isMeant(score) ? { ...score, ...change } : score)) })
  }
  const isDue = ({ n, why }: Score) => n < count && !why
  set({})
  return {
    /** The trial of a network that has the fewest pictures; undefined where all are done or have failed. */
    next: (model: string): Score | undefined =>
      result.scores
        .filter((score) => score.trial.settings.model === model && isDue(score))
        .reduce<Score | undefined>((least, score) => (least && least.n <= score.n ? least : score), undefined),
    change: (of: Trial, change: Partial<Score>) => {
      patch(({ trial }) => trial === of, change)
    },
    /** None of a network's trials that are not done goes on. */
    fail: (model: string, why: Score['why'] & {}) => {
      patch((score) => score.trial.settings.model === model && isDue(score), { why })
    },
    lose: () => {
      set({ wasLost: true })
    },
    compareWith: (reference: Reference | undefined) => {
      set({ reference: reference ?? null })
    },
    /** The Fréchet distances, once every trial has come to a number at which they are measured. */
    measure: async (signal: AbortSignal) => {
      const { scores, reference } = result
      const n = commonCount(scores, COUNTS)
      if (!reference || n <= measuredAt) return
      measuredAt = n
      const frechet = await frechetAt(n, scores, reference, signal)
      if (frechet) set({ frechet })
    },
  }
}

type Board = ReturnType<typeof createBoard>

/** Draws batch after batch of a network's trials by one engine. @param onTrial is told of which @throws Unanswered */
async function drawBy(
  engine: SecondEngine,
  { backend, networkOf, reference: fetchReference }: Order,
  board: Board,
  model: string,
  signal: AbortSignal,
  onTrial: (trial: Trial) => void,
): Promise<void> {
  const { source, classifier } = networkOf(model)
  const ready = await engine.load(source, backend)
  const labels = await engine.classifier(classifier)
  if (!labels) {
    board.fail(model, 'classifier')
    return
  }
  const reference = await fetchReference()
  board.compareWith(reference)
  const by = ready && { by: { backend: ready.backend, kernels: ready.kernels } }
  for (let score = board.next(model); score; score = board.next(model)) {
    onTrial(score.trial)
    board.change(score.trial, { ...(await drawBatch(engine, score, labels.length, reference)), ...by })
    await board.measure(signal)
  }
}

/** Draws a network's trials: after a lost device by the next engine; without a trial that fails. @throws Unanswered when it is stopped */
async function drawNetwork(
  signal: AbortSignal,
  order: Order,
  start: typeof startEngine,
  board: Board,
  model: string,
): Promise<void> {
  for (let losses = 0; board.next(model) && !signal.aborted;) {
    let onItsWay = (): Trial | undefined => undefined
    try {
      await withSecondEngine(signal, start, (engine) =>
        drawBy(engine, order, board, model, signal, (trial) => {
          onItsWay = () => trial
        }),
      )
    } catch (error) {
      if (!(error instanceof Unanswered) || !error.fault) throw error
      const trial = onItsWay()
      if (isLost(error.fault) && (losses += 1) <= MOST_LOSSES) board.lose()
      else if (trial && !isLost(error.fault)) board.change(trial, { why: error.fault })
      else board.fail(model, error.fault)
    }
  }
}

/**
 * Draws all trials, those with the fewest pictures first, each network by an engine of its own beside the walk's.
 *
 * @param start starts an engine
 * @throws Unanswered when it is stopped; what was shown by then counts
 */
export async function drawTrials(
  signal: AbortSignal,
  order: Order,
  start: typeof startEngine,
  show: (result: Drawn) => void,
): Promise<void> {
  const board = createBoard(order, show)
  const models = new Set(order.trials.map(({ settings }) => settings.model))
  await Promise.all([...models].map((model) => drawNetwork(signal, order, start, board, model)))
}
