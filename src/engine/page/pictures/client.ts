import type {
  ClassifierState,
  EngineMemory,
  EngineReady,
  Fault,
  Frame,
  FromEngine,
  LoadPhase,
  NetworkSource,
  Reading,
  RunSpec,
  Standing,
  ToEngine,
  Unread,
} from '../../protocol/pictures'
import type { BackendName, Kernels } from '../../../network'
import type { Answered, AskAnswers, FromAsk, Question } from '../../protocol/ask'
import type { AskLook, FromLook, Looked, LookRequest } from '../../protocol/look'
import { openDoor } from '../worker-door'
import { createBesideRun } from './beside-run'
import { type PresentRun, presentRun } from './present-run'
import { createQuestions } from './questions'

/** What the engine tells the page. Frames and faults of runs that have ended never arrive. */
export interface EngineListener {
  progress(phase: LoadPhase, doneCount: number, total: number): void
  ready(ready: EngineReady): void
  /** The engine has compiled `doneCount` of the `total` programs that this run needs. */
  preparing(doneCount: number, total: number): void
  frame(frame: Frame): void
  failed(fault: Fault, ofRun: boolean): void
  lost(reason: string): void
  /** The state of the classifier of noisy pictures, once the page has asked for it. */
  classifier?(state: ClassifierState): void
}

export interface Engine {
  /** From now on the engine speaks to this listener, and to no other. What it says before goes unheard: `load` comes after. */
  listen(listener: EngineListener): void
  /** Loads a network; addresses are absolute. @param again whether it is the same network after a lost device: nothing is fetched */
  load(source: NetworkSource, backend: BackendName | 'auto', again?: boolean): void
  /** Ends the present run, if there is one, and opens a run at a known frame. */
  open(spec: RunSpec, at: Standing): void
  /** Asks for the next frame. To pause a run is not to ask. */
  step(): void
  close(): void
  /** Fetches a classifier of noisy pictures for the present network; what needs the classifier waits for it. */
  classifier(url: string): void
  /** Whether the classifier reads each frame from now on. */
  judge(on: boolean): void
  /** The classifier's reading of a state; undefined if there is none at present. */
  read(of: Unread): Promise<Reading | undefined>
  /**
   * Takes one recorded step again and reports everything that it knew; the run that is open stays where it is. The newest question
   * is answered. A question is dropped when a newer one, another run (`open`, `close`) or another network takes its place: who
   * still wants the answer asks again.
   */
  look(of: LookRequest): Promise<Looked>
  /**
   * Asks the network outside any run, which stays as it is. Questions are answered one after another; between two of them a run
   * takes its steps. Another network drops them. @param signal cancels the question
   */
  ask(question: Question, signal?: AbortSignal): Promise<Answered>
  memory(): Promise<EngineMemory>
  /** Deletes the files of `forget` from this machine, and says which of `hashes` it keeps. */
  keptHashes(hashes: readonly string[], forget?: readonly string[]): Promise<readonly string[]>
  /** Starts another worker in the place of this one, which may hang. It has no network; unanswered questions are sent to it again. */
  restart(): void
  /** Ends the worker and frees all that it holds; the listener is told nothing more. */
  end(): void
}

/**
 * Starts the worker that owns the picture room's TensorFlow.js: the page's only door to it. The latest run wins, by its token.
 *
 * @param kernels whose kernels compute its networks: ours, unless the page wants TensorFlow.js's
 */
export function startEngine(kernels: Kernels = 'own'): Engine {
  let listener: EngineListener | undefined
  let loads = 0
  let judging = false
  const send = (message: ToEngine | AskLook | AskAnswers) => {
    worker.send(message)
  }
  const questions = createQuestions(send)
  const fail = (fault: Fault) => {
    run.end()
    beside.fail(fault)
    listener?.failed(fault, false)
  }
  const run = presentRun(fail)
  const beside = createBesideRun({ send, load: () => loads, patience: run.patience, onLate: fail })
  const worker = openWorker((message) => {
    if (beside.hear(message)) run.signOfLife()
    else if (listener) hear(message, loads, listener, run, questions)
  }, fail)
  return {
    listen: (to) => {
      listener = to
    },
    load: (source, backend, again = false) => {
      loads += 1
      run.end() // its network is replaced
      beside.drop()
      send({ kind: 'load', load: loads, source, backend, kernels, again })
    },
    ...runCommands(run, send, beside.dropLooks),
    ...beside.ask,
    classifier: (url) => {
      send({ kind: 'classifier', load: loads, url })
    },
    judge: (on) => {
      judging = on
      send({ kind: 'judge', on })
    },
    ...questions.ask,
    restart: () => {
      run.end()
      beside.lose()
      worker.restart()
      if (judging) send({ kind: 'judge', on: true })
      questions.askAgain()
    },
    end: () => {
      run.end()
      beside.drop()
      worker.end()
    },
  }
}

const startWorker = () =>
  new Worker(new URL('../../worker/pictures/worker-entry.ts', import.meta.url), { type: 'module', name: 'engine' })

const openWorker = (onMessage: (message: FromEngine | FromLook | FromAsk) => void, onFault: (fault: Fault) => void) =>
  openDoor<ToEngine | AskLook | AskAnswers>(
    startWorker,
    ({ data }: MessageEvent<FromEngine | FromLook | FromAsk>) => {
      onMessage(data)
    },
    onFault,
  )

/** @param replaced is called when another run, or none, takes the place of the present one */
function runCommands(
  run: PresentRun,
  send: (message: ToEngine) => void,
  replaced: () => void,
): Pick<Engine, 'open' | 'step' | 'close'> {
  return {
    open: (spec, at) => {
      replaced()
      send({ kind: 'open', token: run.begin(spec), spec, at })
    },
    step: () => {
      const token = run.token()
      if (token === undefined) return
      run.awaitStep()
      send({ kind: 'step', token })
    },
    close: () => {
      const token = run.token()
      if (token !== undefined) send({ kind: 'close', token })
      run.end()
      replaced()
    },
  }
}

/**
 * Hands a message of the worker to the listener, or to the question that it answers; drops what comes too late.
 *
 * @param loads number of the newest load
 */
function hear(
  message: FromEngine,
  loads: number,
  listener: EngineListener,
  run: PresentRun,
  questions: ReturnType<typeof createQuestions>,
): void {
  run.signOfLife()
  switch (message.kind) {
    case 'progress':
      if (message.load === loads) listener.progress(message.phase, message.done, message.total)
      break
    case 'ready':
      if (message.load !== loads) break
      run.setReady(message.ready)
      listener.ready(message.ready)
      break
    case 'preparing':
      if (run.isPresent(message.token)) listener.preparing(message.done, message.total)
      break
    case 'frame':
      if (!run.isPresent(message.token)) break
      run.stepCame(message.frame)
      listener.frame(message.frame)
      break
    case 'failed':
      if (message.token === null ? message.load !== loads : !run.isPresent(message.token)) break
      run.stepFailed()
      listener.failed(message.fault, message.token !== null)
      break
    case 'classifier':
      if (message.load === loads) listener.classifier?.(message.state)
      break
    case 'lost':
      run.end()
      listener.lost(message.reason)
      break
    default:
      questions.answered(message)
  }
}
