import { type Denoiser, hiddenClass, type Points } from '../../../diffusion'
import { CheckpointError, type Tensor } from '../../../network'
import { networkDenoiser, parametersOf, studentDenoiser } from '../../../network/learner'
import type { Fault } from '../../protocol/pictures'
import type { LearnFaultCode } from './fault'
import { parseSaved } from './learner-file'
import { makePairs } from './learner-pairs'
import {
  answersOf,
  disposePupil,
  forgetPairs,
  openPupil,
  type Pupil,
  sound,
  stepsAtOnce,
  teach,
  tunePupil,
  undoPupil,
} from './learner-pupil'
import { restorePupil, savedOf, savePupil } from './learner-saved'
import { changeTeacher, disposeStudent, distil, openStudent, type Student, studentAnswers } from './learner-student'
import type { FromLearner, LearnerTuning, SavedLearner, ToLearner } from '../../protocol/learning'
import type { PointSet } from '../../protocol/plane'

/** The network that learns while it is watched, and its student. The worker handles one message, or one piece of work, at a time. */
export interface Learner {
  handle(message: ToLearner): Promise<void>
  /** What it learns from here on; pairs of reflow are gone with the points before. */
  setPoints(points: PointSet): void
  /** Some steps and one read-back; false if it rests. What breaks off is told as `refused`, and it rests: it never rejects. */
  work(): Promise<boolean>
  /**
   * What it answers, by the moving average of its weights, at levels of any process: asked at equal log-SNR of its own. It is
   * valid until the next message; undefined while there is none. Call it within a scope: the answer's tensors are new.
   *
   * @param label null for none in particular.
   */
  denoiser(who: 'network' | 'student', label: 0 | 1 | null): Denoiser<Tensor> | undefined
  dispose(): void
}

type Post = (message: FromLearner) => void

/** Least between two reports: a network of quick steps does not keep the page from all else. */
const REPORT_MS = 100
/** Least between two copies while it learns. */
const COPY_MS = 3000

/** Who learns at the moment. */
interface Running {
  readonly who: 'network' | 'student'
  /** Steps; null: until it is paused. */
  left: number | null
  /** When the last of its steps were done, and when they were reported. */
  since: number
  reported: number
  /** Losses that have not been reported. */
  unsaid: number[]
}

interface Desk {
  readonly post: Post
  points: Points | undefined
  pupil: Pupil | undefined
  student: Student | undefined
  running: Running | undefined
  diverged: boolean
  /** A mean of the last reports. */
  stepsPerSecond: number
  /** Of which step the page was given a copy last; undefined while it has none of this network as it is. */
  copied: number | undefined
  /** When the weights were last read for one. */
  readAt: number
}

/** Why something was not done; the page has the sentence. */
class Refused extends Error {
  constructor(readonly fault: Fault) {
    super(fault.code)
  }
}
const refuse = (code: LearnFaultCode) => new Refused({ code, details: {} })

/** A learner without a network yet. */
export function createLearner(post: Post): Learner {
  const desk: Desk = {
    post,
    points: undefined,
    pupil: undefined,
    student: undefined,
    running: undefined,
    diverged: false,
    stepsPerSecond: 0,
    copied: undefined,
    readAt: -Infinity,
  }
  return {
    handle: async (message) => {
      try {
        await handle(desk, message)
      } catch (error) {
        post({ kind: 'refused', fault: faultOf(error), of: message.kind })
        if (!desk.running) rest(desk, 'network')
      }
    },
    setPoints: ({ xy, labels }) => {
      desk.points = { x0: xy, labels }
      if (!desk.pupil || !forgetPairs(desk.pupil)) return
      desk.copied = undefined
      post({ kind: 'unpaired' })
    },
    work: () => work(desk).catch((error: unknown) => stop(desk, error)),
    denoiser: (who, label) => denoiserOf(desk, who, label),
    dispose: () => {
      replace(desk, undefined)
    },
  }
}

function faultOf(error: unknown): Fault {
  if (error instanceof Refused) return error.fault
  if (error instanceof CheckpointError) return { code: error.code, details: { ...error.details } }
  const code: LearnFaultCode = 'learn-stopped'
  return { code, details: { message: error instanceof Error ? error.message : String(error) } }
}

async function handle(desk: Desk, message: ToLearner): Promise<void> {
  switch (message.kind) {
    case 'create':
      create(desk, message)
      break
    case 'tune':
      await tune(desk, message.tuning)
      break
    case 'go':
      go(desk, 'network', message.steps)
      break
    case 'distil':
      go(desk, 'student', message.steps)
      break
    case 'pause':
      pause(desk)
      await copyAtRest(desk)
      break
    case 'undo':
      undo(desk)
      await copyAtRest(desk)
      break
    case 'save':
      desk.post({ kind: 'saved', id: message.id, saved: await savePupil(pupilOf(desk)) })
      break
    case 'restore':
      await restore(desk, restorePupil(message.saved))
      break
    case 'open':
      await restore(desk, restorePupil(parseSaved(message.file, message.bytes)))
      break
  }
}

function pupilOf({ pupil }: Desk): Pupil {
  if (!pupil) throw refuse('learn-none')
  return pupil
}

/** Another network; the student was the last one's. */
function replace(desk: Desk, pupil: Pupil | undefined): void {
  if (desk.student) disposeStudent(desk.student)
  if (desk.pupil) disposePupil(desk.pupil)
  Object.assign(desk, {
    pupil,
    student: undefined,
    running: undefined,
    diverged: false,
    copied: undefined,
    readAt: -Infinity,
  })
}

function create(desk: Desk, { shape, tuning }: Extract<ToLearner, { kind: 'create' }>): void {
  replace(desk, openPupil(shape, tuning))
  desk.post({ kind: 'created', parameters: parametersOf(shape) })
}

async function restore(desk: Desk, pupil: Pupil): Promise<void> {
  replace(desk, pupil)
  told(desk, pupil, 'other')
  await copyAtRest(desk)
}

function copy(desk: Desk, saved: SavedLearner): void {
  desk.copied = saved.step
  desk.post({ kind: 'copy', saved })
}

/** The page has a copy of the network as it is, wherever that rests. */
async function copyAtRest(desk: Desk): Promise<void> {
  const { pupil, copied } = desk
  if (pupil && copied !== pupil.state.step) copy(desk, await savePupil(pupil))
}

const told = ({ post }: Desk, { shape, state: { tuning, step } }: Pupil, cause: 'undo' | 'other') => {
  post({ kind: 'restored', cause, shape, tuning, step, parameters: parametersOf(shape) })
}

/** Reflow begins with pairs of the network as it is now; it goes on with them until another pairing is chosen. */
async function tune(desk: Desk, tuning: LearnerTuning): Promise<void> {
  const pupil = pupilOf(desk)
  const { state } = pupil
  if (tuning.pairing !== 'reflow') {
    tunePupil(pupil, tuning, undefined)
    return
  }
  if (state.step === 0 || !desk.points) throw refuse('learn-reflow-early')
  const pairs = state.tuning.pairing === 'reflow' && state.pairs ? state.pairs : await makePairs(pupil, desk.points)
  if (!pairs) throw refuse('learn-reflow-astray')
  tunePupil(pupil, tuning, pairs)
}

function go(desk: Desk, who: Running['who'], steps: number | null): void {
  const pupil = pupilOf(desk)
  if (!desk.points) throw refuse('learn-no-points')
  if (desk.diverged) throw refuse('learn-diverged')
  if (who === 'student') {
    if (pupil.state.step === 0) throw refuse('learn-student-early')
    if (desk.student) changeTeacher(desk.student, pupil)
    else desk.student = openStudent(pupil)
  }
  if (desk.running) report(desk, desk.running, false)
  const now = performance.now()
  desk.running = { who, left: steps, since: now, reported: now, unsaid: [] }
  desk.stepsPerSecond = 0
}

function pause(desk: Desk): void {
  const { running } = desk
  if (!running) return
  report(desk, running, true)
  desk.running = undefined
  rest(desk, running.who)
}

function rest({ post, pupil, student }: Desk, who: Running['who']): void {
  post({ kind: 'paused', who, step: (who === 'network' ? pupil?.state.step : student?.step) ?? 0 })
}

function undo(desk: Desk): void {
  const pupil = pupilOf(desk)
  undoPupil(pupil)
  Object.assign(desk, { diverged: false, copied: undefined })
  told(desk, pupil, 'undo')
}

async function work(desk: Desk): Promise<boolean> {
  const { running, pupil, points } = desk
  if (!running || !pupil || !points) return false
  await (running.who === 'network' ? lesson : distillation)(desk, running, pupil, points)
  return desk.running !== undefined
}

/** Learning broke off; the network stays as it is. */
async function stop(desk: Desk, error: unknown): Promise<false> {
  await new Promise((resolve) => {
    setTimeout(resolve)
  }) // if it was the device that is lost, that is told first
  const who = desk.running?.who ?? 'network'
  desk.running = undefined
  desk.post({ kind: 'refused', fault: faultOf(error) })
  rest(desk, who)
  return false
}

/** Some steps of the network. Where a copy is due, or it comes to rest, its weights are read together with their losses. */
async function lesson(desk: Desk, running: Running, pupil: Pupil, points: Points): Promise<void> {
  const most = running.left ?? Infinity
  const due = performance.now() - desk.readAt >= COPY_MS
  const taught = await teach(pupil, points, most, due || stepsAtOnce(pupil, most) === running.left)
  if (typeof taught === 'number') {
    diverged(desk, running, pupil, taught)
    desk.copied = undefined
    await copyAtRest(desk)
    return
  }
  if (taught.weights) desk.readAt = performance.now()
  if (taught.weights && sound(pupil)) copy(desk, savedOf(pupil, taught.weights))
  learned(desk, running, taught.losses)
}

async function distillation(desk: Desk, running: Running, pupil: Pupil, points: Points): Promise<void> {
  const losses = desk.student && (await distil(desk.student, pupil, points, running.left ?? Infinity))
  if (losses) learned(desk, running, losses)
  else diverged(desk, running, pupil)
}

function diverged(desk: Desk, running: Running, pupil: Pupil, step = 0): void {
  const { who } = running
  report(desk, running, true)
  desk.running = undefined
  if (who === 'student' && desk.student) {
    // its weights are no numbers: another begins when it is asked for
    disposeStudent(desk.student)
    desk.student = undefined
    desk.post({ kind: 'refused', fault: refuse('learn-student-diverged').fault })
    rest(desk, who)
    return
  }
  desk.diverged = true
  desk.post({ kind: 'diverged', step, before: pupil.state.step })
}

function learned(desk: Desk, running: Running, losses: Float32Array): void {
  const now = performance.now()
  const speed = (1000 * losses.length) / Math.max(now - running.since, 0.01)
  desk.stepsPerSecond = desk.stepsPerSecond ? 0.8 * desk.stepsPerSecond + 0.2 * speed : speed
  running.since = now
  running.unsaid.push(...losses)
  if (running.left !== null) running.left -= losses.length
  if (running.left === 0) pause(desk)
  else if (now - running.reported >= REPORT_MS) report(desk, running, false)
}

/** What was learned since the last report, if anything. */
function report({ post, pupil, student, stepsPerSecond }: Desk, running: Running, ended: boolean): void {
  const { who, unsaid, since } = running
  if (unsaid.length === 0) return
  const step = (who === 'network' ? pupil?.state.step : student?.step) ?? 0
  post({ kind: 'progress', who, step, losses: Float32Array.from(unsaid), stepsPerSecond, running: !ended })
  Object.assign(running, { reported: since, unsaid: [] })
}

function denoiserOf(
  { pupil, student }: Desk,
  who: 'network' | 'student',
  label: 0 | 1 | null,
): Denoiser<Tensor> | undefined {
  if (!pupil) return undefined
  const known = label === null || pupil.shape.dropClass === 1 ? hiddenClass : label
  if (who === 'network') return networkDenoiser(() => answersOf(pupil), pupil.process, pupil.shape.prediction, known)
  return student && studentDenoiser(() => studentAnswers(student, pupil), known)
}
