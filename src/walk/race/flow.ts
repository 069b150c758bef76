import { type Level, levelAt, logSnr, makeProcess, matchedLevel, type Past, samplerInfo } from '../../diffusion'
import type { Frame, RunSpec } from '../../engine/protocol/pictures'
import type { LaneStep } from '../../engine/protocol/lanes'
import { pathOf } from '../model/path'
import { scheduleOf } from '../model/schedules'
import type { WalkRun } from '../run/walk-run'

// The exact flow of a lane: the same network walked down the probability flow in a thousand steps. All Gaussian processes have the same
// flow of x/α over log-SNR (Kingma et al. 2021; Karras et al. 2022, section 2), so one of them serves lanes of every process that begin
// at the same log-SNR. Its levels include the lanes', so that a lane is compared where it stands.

/** Steps of the exact flow, by DPM-Solver++ of order 2, which asks the network once a step. */
export const FLOW_STEPS = 1000

/** Log-SNRs closer than this are the same level. */
const SAME = 1e-4

/** x/α of an exact flow by its log-SNR to `SAME`, [samples·C·H·W]. */
type FlowStates = ReadonlyMap<string, Float32Array>

const places = new WeakMap<Level, string>()

function placeOf(at: Level): string {
  const knownPlace = places.get(at)
  if (knownPlace !== undefined) return knownPlace
  const place = at.noise === 0 ? 'data' : (Math.round(logSnr(at) / SAME) * SAME).toFixed(4)
  places.set(at, place)
  return place
}

/** Whether a lane follows the flow: it draws no noise, and does not stay at one level. */
export const followsFlow = ({ spec }: Pick<WalkRun, 'spec'>): boolean =>
  !samplerInfo(spec.sampler).stochastic && spec.sampler.id !== 'langevin'

const keys = new WeakMap<RunSpec, string>()

/** Lanes of one key have one flow: the same network, what it is asked for, and where they begin. */
export function flowKey({ settings, spec, levels: [first] }: WalkRun): string {
  const knownKey = keys.get(spec)
  if (knownKey !== undefined) return knownKey
  const { model, seed, samples } = settings
  const begins = first ? logSnr(first).toPrecision(8) : null
  const key = JSON.stringify([model, seed, samples, spec.label, spec.changes, begins])
  keys.set(spec, key)
  return key
}

/** The levels of a thousand steps on a run's process, from its first level down. */
function fineLevels({ settings, levels: [first] }: WalkRun): readonly Level[] {
  if (!first) return []
  const grid = settings.process === 'discrete' ? 'trailing' : 'log-snr'
  const { levels } = pathOf({ ...settings, sampler: 'dpm-solver++', grid, skip: 0, steps: FLOW_STEPS })
  return [first, ...levels.filter((at) => logSnr(at) > logSnr(first) + SAME)]
}

/** The level of a process with the log-SNR of another's; undefined where it has none. */
function levelLike(run: WalkRun, at: Level): Level | undefined {
  if (run.levels.includes(at)) return at
  const process = makeProcess(run.settings.process, scheduleOf(run.settings).schedule)
  if (at.noise === 0) return levelAt(process, 0)
  const matchingLevel = matchedLevel(process, at)
  return Math.abs(logSnr(matchingLevel) - logSnr(at)) < SAME ? matchingLevel : undefined
}

/** The levels of the flow of some lanes of one key: a thousand and the lanes' own, which take the place of those beside them. */
export function flowLevels(runs: readonly WalkRun[]): readonly Level[] {
  const [first] = runs
  if (!first) return []
  const ownLevels = new Map<string, Level>()
  for (const { levels } of runs)
    for (const at of levels) {
      const like = levelLike(first, at)
      if (like) ownLevels.set(placeOf(like), like)
    }
  const fine = fineLevels(first)
  const keptLevels = fine.filter((at, i) => {
    if (ownLevels.has(placeOf(at)) || at.noise === 0) return false
    const [before, after] = [fine[i - 1], fine[i + 1]]
    const room =
      0.3 * Math.min(...[before, after].flatMap((next) => (next ? [Math.abs(logSnr(next) - logSnr(at))] : [])))
    return [...ownLevels.values()].every((other) => !(Math.abs(logSnr(other) - logSnr(at)) < room))
  })
  return [...keptLevels, ...ownLevels.values()].toSorted((a, b) => logSnr(a) - logSnr(b))
}

/** A flow that is being followed. */
export interface Flow {
  readonly key: string
  readonly model: string
  readonly spec: RunSpec
  /** Steps done, and where they led. */
  readonly index: number
  readonly xt: Float32Array
  readonly past: readonly Past<Float32Array>[]
  readonly states: FlowStates
  /** Whose states are kept. */
  readonly wantedPlaces: ReadonlySet<string>
}

/** The flow of some lanes of one key, at its beginning. */
export function flowOf(runs: readonly WalkRun[]): Flow | undefined {
  const [first] = runs
  const start = first?.frames[0]
  if (!first || !start) return undefined
  return {
    key: flowKey(first),
    model: first.settings.model,
    spec: { ...first.spec, levels: flowLevels(runs), sampler: { id: 'dpm-solver++', order: 2 } },
    index: 0,
    xt: start.xt,
    past: [],
    states: new Map(),
    wantedPlaces: new Set(runs.flatMap(({ levels }) => levels.map(placeOf))),
  }
}

export const flowSteps = ({ spec }: Flow): number => spec.levels.length - 1
export const flowIsDone = (flow: Flow): boolean => flow.index >= flowSteps(flow)

/** Whether a flow has visited every level of these runs, as far as it can. */
export const isFollowed = (runs: readonly WalkRun[], flow: Flow | undefined): boolean =>
  flow !== undefined &&
  flowIsDone(flow) &&
  runs.every(({ levels }) => levels.every((at) => flow.wantedPlaces.has(placeOf(at))))

/** Its next step, as a run of one step: nothing is drawn on the way, so its place in the run says nothing. */
export const flowStep = ({ spec, index, xt, past }: Flow): LaneStep => ({
  spec: { ...spec, levels: spec.levels.slice(index, index + 2) },
  at: { index: 0, xt, history: past, nfe: 0 },
})

/** The flow after a step. */
export function flowAfter(flow: Flow, { xt, x0Hat, epsHat }: Frame): Flow {
  const { spec, index, states, wantedPlaces } = flow
  const [at, to] = spec.levels.slice(index, index + 2)
  if (!at || !to) return flow
  const place = placeOf(to)
  const past = x0Hat && epsHat ? [{ at, xt: flow.xt, x0Hat, epsHat }] : []
  const keptStates = wantedPlaces.has(place)
    ? new Map([...states, [place, xt.map((value) => value / to.signal)]])
    : states
  return { ...flow, index: index + 1, xt, past, states: keptStates }
}

const distances = new WeakMap<object, { readonly exact: Float32Array; readonly distance: number }>()

/**
 * The root mean square distance of a lane's frame from its exact flow at the same log-SNR, both divided by α.
 *
 * @returns undefined at the common start, where the flow was not followed, and of a lane that does not follow it itself
 */
export function distanceAt(run: WalkRun, index: number, flow: Pick<Flow, 'states'> | undefined): number | undefined {
  const { frames, levels } = run
  const [frame, at] = [frames[index], levels[index]]
  const exact = at && flow?.states.get(placeOf(at))
  if (!frame || !exact || index === 0 || !followsFlow(run)) return undefined
  const knownDistance = distances.get(frame)
  if (knownDistance?.exact === exact) return knownDistance.distance
  let sum = 0
  exact.forEach((value, i) => {
    sum += ((frame.xt[i] ?? NaN) / at.signal - value) ** 2
  })
  const distance = Math.sqrt(sum / exact.length)
  distances.set(frame, { exact, distance })
  return distance
}
