import { checkFits, deviceLimits } from '../../../network'
import {
  type Advanced,
  type AdvanceLanes,
  type FromLanes,
  type LaneOutcome,
  type LaneStep,
  MOST_TOGETHER,
} from '../../protocol/lanes'
import type { Fault, Frame } from '../../protocol/pictures'
import { batchesOf } from './batches'
import {
  answerTogether,
  beginStep,
  endStep,
  framesOf,
  type NetworkQuestion,
  type StepUnderWay,
  tryStep,
} from './lane-steps'
import type { Loaded } from './load'
import { closeRun, openRun, stepRun } from './run'
import { prepare } from './worker-prepare'

/** A lane whose step is under way. */
interface Lane {
  readonly place: number
  readonly step: StepUnderWay
}

/** What a lane asks the network next. */
type Asking = readonly [Lane, NetworkQuestion]

/** The outcomes of the lanes so far, and how often the network was called. */
interface Tally {
  readonly outcomes: (LaneOutcome | undefined)[]
  calls: number
  readonly fail: (place: number, error: unknown) => void
}

const pictures = ([, { x }]: Asking): number => x.shape[0]

/** Divides what is asked into calls of at most so many pictures, in order. */
function callsOf(asking: readonly Asking[]): readonly (readonly Asking[])[] {
  const calls: Asking[][] = []
  let room = 0
  for (const one of asking) {
    if (calls.length === 0 || pictures(one) > room) {
      calls.push([])
      room = MOST_TOGETHER
    }
    calls.at(-1)?.push(one)
    room -= pictures(one)
  }
  return calls
}

/** Tries a lane's step. @returns what it asks next; nothing where it is done, or cannot be taken */
function tryLane(loaded: Loaded, tally: Tally, lane: Lane): readonly Asking[] {
  try {
    const question = tryStep(loaded, lane.step)
    return question ? [[lane, question]] : []
  } catch (error) {
    tally.fail(lane.place, error)
    return []
  }
}

/** Asks the network for several lanes by one call; where that fails, for one after the other. */
async function ask(loaded: Loaded, tally: Tally, asking: readonly Asking[]): Promise<void> {
  try {
    const samples = asking.reduce((sum, one) => sum + pictures(one), 0)
    await prepare({ ...loaded, judge: undefined }, { samples, changes: [] }, () => undefined)
    const answers = answerTogether(
      loaded,
      asking.map(([, question]) => question),
    )
    tally.calls += 1
    for (const [i, one] of asking.entries()) {
      const answer = answers[i]
      if (answer) one[0].step.answers.push(answer)
      one[0].step.pictureCount += pictures(one)
    }
  } catch (error) {
    const [only, ...others] = asking
    if (only && others.length === 0) tally.fail(only[0].place, error)
    else for (const one of asking) await ask(loaded, tally, [one])
  }
}

/** Takes the steps to their ends, round by round of questions. */
async function walkTogether(loaded: Loaded, tally: Tally, lanes: readonly Lane[]): Promise<void> {
  let asking = lanes.flatMap((lane) => tryLane(loaded, tally, lane))
  while (asking.length > 0) {
    for (const call of callsOf(asking)) await ask(loaded, tally, call)
    for (const [, { x }] of asking) x.dispose()
    asking = asking.flatMap(([lane]) => (tally.outcomes[lane.place] ? [] : tryLane(loaded, tally, lane)))
  }
}

/** Takes the steps of lanes that do not wait for a number within a step. */
async function stepTogether(loaded: Loaded, tally: Tally, lanes: readonly Lane[], started: number): Promise<void> {
  try {
    await walkTogether(loaded, tally, lanes)
    const doneLanes = lanes.filter(({ step }) => step.parts !== undefined)
    const frames = await framesOf(doneLanes.map(({ step }) => step))
    const all = doneLanes.reduce((sum, { step }) => sum + step.pictureCount, 0)
    const ms = performance.now() - started
    for (const [i, { place, step }] of doneLanes.entries()) {
      const frame = frames[i]
      if (frame) tally.outcomes[place] = { frame: { ...frame, ms: (ms * step.pictureCount) / Math.max(1, all) } }
    }
  } finally {
    for (const { step } of lanes) endStep(step)
  }
}

/** Takes a step of a lane by itself: RK45 reads its error back before it goes on. */
async function stepAlone(loaded: Loaded, { spec, at }: LaneStep): Promise<Frame> {
  const run = openRun(loaded, spec, at)
  try {
    return await stepRun(run, loaded)
  } finally {
    closeRun(run)
  }
}

/** Whether this machine can hold a lane's pictures. */
const checkLane = ({ checkpoint }: Loaded, { spec }: LaneStep) => {
  checkFits(checkpoint.config, deviceLimits(), 'unet/config.json', Math.max(...batchesOf(spec)))
}

/** One step of each lane. Lanes share the network's calls, whatever their samplers, levels, classes and guidance. */
export async function advance(
  loaded: Loaded,
  steps: readonly LaneStep[],
  faultOf: (error: unknown) => Fault,
): Promise<Extract<Advanced, { status: 'advanced' }>> {
  const started = performance.now()
  const tally: Tally = {
    outcomes: steps.map(() => undefined),
    calls: 0,
    fail: (place, error) => {
      tally.outcomes[place] = { fault: faultOf(error) }
    },
  }
  const lanes: Lane[] = []
  const alone: number[] = []
  for (const [place, step] of steps.entries())
    try {
      checkLane(loaded, step)
      if (step.spec.sampler.id === 'rk45') alone.push(place)
      else lanes.push({ place, step: beginStep(loaded, step) })
    } catch (error) {
      tally.fail(place, error)
    }
  await stepTogether(loaded, tally, lanes, started)
  for (const place of alone)
    try {
      const step = steps[place]
      if (!step) continue
      const frame = await stepAlone(loaded, step)
      tally.outcomes[place] = { frame }
      tally.calls += frame.nfe - step.at.nfe
    } catch (error) {
      tally.fail(place, error)
    }
  const none: LaneOutcome = { fault: { code: 'ask-network', details: {} } }
  return {
    status: 'advanced',
    lanes: tally.outcomes.map((outcome) => outcome ?? none),
    calls: tally.calls,
    ms: performance.now() - started,
  }
}

/** What answering needs of the worker. */
interface Racing {
  readonly post: (message: FromLanes, transfer: Transferable[]) => void
  /** The network that is there, and the number of the newest load. */
  readonly present: () => { readonly loaded: Loaded | undefined; readonly load: number }
  readonly faultOf: (error: unknown) => Fault
}

/** Answers in one piece of the worker's queue. */
export async function onAdvance({ id, load, lanes }: AdvanceLanes, { post, present, faultOf }: Racing): Promise<void> {
  const { loaded, load: now } = present()
  const failed = (fault: Fault): Advanced => ({ status: 'failed', fault })
  let advanced: Advanced
  try {
    advanced =
      loaded && load === now ? await advance(loaded, lanes, faultOf) : failed({ code: 'ask-network', details: {} })
  } catch (error) {
    advanced = failed(faultOf(error))
  }
  if (loaded && present().loaded?.unet !== loaded.unet) advanced = failed({ code: 'ask-lost', details: {} })
  const buffers =
    advanced.status === 'advanced'
      ? advanced.lanes.flatMap((lane) => ('frame' in lane ? buffersOf(lane.frame) : []))
      : []
  post({ kind: 'advanced', id, advanced }, buffers)
}

const buffersOf = (frame: Frame): ArrayBuffer[] =>
  Object.values(frame).flatMap((part: unknown) => (part instanceof Float32Array ? [part.buffer as ArrayBuffer] : []))
