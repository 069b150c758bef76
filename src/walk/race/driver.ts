import type { Advanced, LaneStep } from '../../engine/protocol/lanes'
import type { Fault } from '../../engine/protocol/pictures'
import { modelOf } from '../model/models'
import { needsClassifier } from '../run/possible'
import { sourceOf } from '../run/source'
import { withEngineFrame, type WalkRun } from '../run/walk-run'
import type { Wanted } from './engines'
import { costKey } from './fair'
import { allowed, canGoOn, type Lane, lanesDue } from './lanes'
import type { Race } from './store'

/** A network whose device is lost again and again is given up. */
const MOST_LOSSES = 3
/** How often an evaluation is timed, after one that is not counted. */
const TIMINGS = 3

const base = import.meta.env.BASE_URL
const classifierOf = (model: string) => new URL(`${base}models/${model}/`, document.baseURI).href

/** The network of some lanes, and what leads one of them. */
export function wantedOf({ player }: Race, lanes: readonly Pick<Lane, 'settings'>[], model: string): Wanted {
  const led = lanes.find(({ settings }) => settings.model === model && needsClassifier(settings))
  const classifier = led && modelOf(led.settings).classifier
  return {
    model,
    source: sourceOf(model, player.store.getState(), base),
    ...(classifier && { classifier: classifierOf(classifier) }),
  }
}

/** The names of the networks of lanes, each once. */
const modelsOf = (lanes: readonly Pick<Lane, 'settings'>[]): readonly string[] => [
  ...new Set(lanes.map(({ settings }) => settings.model)),
]

/** What has become of a lane while it walked this run. */
interface Outcome {
  readonly of: Lane
  readonly change: Pick<Lane, 'run'> | Required<Pick<Lane, 'fault'>>
}

/** The lanes with what has become of them; of one that walks something else meanwhile, nothing. */
const withOutcomes = (lanes: readonly Lane[], outcomes: readonly Outcome[]): readonly Lane[] =>
  lanes.map((lane) => {
    const outcome = outcomes.find(({ of }) => of.id === lane.id && of.run === lane.run)
    return outcome ? { ...lane, ...outcome.change } : lane
  })

const failed = (lanes: readonly Lane[], fault: Fault): readonly Outcome[] =>
  lanes.map((of) => ({ of, change: { fault } }))

const ofModel = (lanes: readonly Lane[], model: string) => lanes.filter(({ settings }) => settings.model === model)

/** Loads the networks of the lanes that can go on, one after the other; lanes whose network does not come say why. */
async function loadNetworks(race: Race, signal: AbortSignal): Promise<void> {
  const isOver = () => signal.aborted
  for (const model of modelsOf(race.store.getState().lanes.filter(canGoOn))) {
    if (isOver()) return
    race.store.setState({ activity: { kind: 'loads', model } })
    const { lanes } = race.store.getState()
    const fault = await race.engines.ready(wantedOf(race, lanes, model))
    if (!fault || isOver()) continue
    race.store.setState((state) => ({ lanes: withOutcomes(state.lanes, failed(ofModel(lanes, model), fault)) }))
  }
}

/** The step before which a run stands. */
export function stepOf({ spec, frames, past }: WalkRun): LaneStep {
  const last = frames.at(-1)
  if (!last) throw new RangeError('A lane begins with its noise.')
  return { spec, at: { index: last.index, xt: last.xt, history: past, nfe: last.nfe } }
}

/** Steps of some lanes of one network; after a lost device they are taken again, on the next. */
export async function advanceSafely(
  race: Race,
  model: string,
  steps: readonly LaneStep[],
  signal: AbortSignal,
): Promise<Advanced> {
  for (let losses = 0; ; losses++) {
    const advanced = await race.engines.advance(model, steps)
    if (advanced.status === 'advanced' || advanced.fault.code !== 'ask-lost') return advanced
    if (losses === MOST_LOSSES || signal.aborted) return advanced
    race.store.setState({ wasLost: true })
    const fault = await race.engines.ready(wantedOf(race, race.store.getState().lanes, model))
    if (fault) return { status: 'failed', fault }
  }
}

/** Asks for a step of each of these lanes, of one network. */
async function stepLanes(
  race: Race,
  lanes: readonly Lane[],
  model: string,
  signal: AbortSignal,
): Promise<readonly Outcome[]> {
  const steps = lanes.map(({ run }) => stepOf(run))
  const advanced = await advanceSafely(race, model, steps, signal)
  if (advanced.status === 'failed') return signal.aborted ? [] : failed(lanes, advanced.fault)
  return lanes.flatMap((of, i): readonly Outcome[] => {
    const outcome = advanced.lanes[i]
    if (!outcome) return []
    return [{ of, change: 'frame' in outcome ? { run: withEngineFrame(of.run, outcome.frame) } : outcome }]
  })
}

/** Asks for the next steps, of all networks at once; undefined where no lane can go on. */
function askNext(
  race: Race,
  lanes: readonly Lane[],
  signal: AbortSignal,
): Promise<readonly (readonly Outcome[])[]> | undefined {
  const due = signal.aborted ? [] : lanesDue(lanes)
  if (due.length === 0) return undefined
  return Promise.all(modelsOf(due).map((model) => stepLanes(race, ofModel(due, model), model, signal)))
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN

/** Times an evaluation of each network, and of each that a classifier leads, by its first lane's first step, of which nothing is kept; then the lanes get their steps. */
async function timeNetworks(race: Race, signal: AbortSignal): Promise<void> {
  const { lanes, costs } = race.store.getState()
  const measuredCosts: Record<string, number> = { ...costs }
  race.store.setState({ activity: { kind: 'times' } })
  for (const lane of lanes.filter(canGoOn)) {
    const { model } = lane.settings
    const key = costKey(lane.settings)
    if (measuredCosts[key] !== undefined || signal.aborted) continue
    const times: number[] = []
    for (let i = 0; i <= TIMINGS; i++) {
      const advanced = await advanceSafely(race, model, [stepOf(lane.run)], signal)
      const [outcome] = advanced.status === 'advanced' ? advanced.lanes : []
      if (!outcome || !('frame' in outcome)) break
      const evaluations = outcome.frame.nfe - (lane.run.frames.at(-1)?.nfe ?? 0)
      if (i > 0) times.push(outcome.frame.ms / Math.max(1, evaluations))
    }
    if (times.length > 0) measuredCosts[key] = median(times)
  }
  if (signal.aborted) return
  race.store.setState(({ lanes: now, allowance }) => ({
    costs: measuredCosts,
    lanes: allowed(now, allowance, measuredCosts),
  }))
}

/** Walks all lanes to their ends, those that have spent least first: so they spend their costs side by side. */
export async function walkLanes(race: Race, signal: AbortSignal): Promise<void> {
  const going = () => race.store.getState().lanes.some(canGoOn) && !signal.aborted
  if (!going()) return
  await loadNetworks(race, signal)
  if (going() && race.store.getState().allowance.mode === 'time') await timeNetworks(race, signal)
  if (going()) race.store.setState({ activity: { kind: 'walks' } })
  let request = askNext(race, race.store.getState().lanes, signal)
  while (request) {
    const outcomes = (await request).flat()
    const lanes = withOutcomes(race.store.getState().lanes, outcomes)
    request = askNext(race, lanes, signal) // first, so that the networks compute while the page draws
    race.store.setState({ lanes })
  }
}
