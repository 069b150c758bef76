import type { Fault } from '../../engine/protocol/pictures'
import type { WalkRun } from '../run/walk-run'
import { advanceSafely, wantedOf } from './driver'
import { type Flow, flowAfter, flowIsDone, flowKey, flowOf, flowStep, flowSteps, followsFlow, isFollowed } from './flow'
import type { Lane } from './lanes'
import { type Race, take } from './store'

/** The runs that have a flow to be compared with, by its key. */
function flowGroups(lanes: readonly Lane[]): ReadonlyMap<string, readonly WalkRun[]> {
  const groups = new Map<string, WalkRun[]>()
  for (const { run, refused } of lanes) {
    if (refused || !followsFlow(run)) continue
    const key = flowKey(run)
    groups.set(key, [...(groups.get(key) ?? []), run])
  }
  return groups
}

/** The groups of lanes whose flows were not followed yet. */
export const groupsToFollow = (
  lanes: readonly Lane[],
  flows: Readonly<Record<string, Flow>>,
): readonly (readonly WalkRun[])[] =>
  [...flowGroups(lanes)].flatMap(([key, runs]) => (isFollowed(runs, flows[key]) ? [] : [runs]))

/** Milliseconds between what is shown. */
const SHOW_MS = 100

/** Follows flows of one network side by side. @param show is told of every step */
async function followOf(
  race: Race,
  model: string,
  flows: readonly Flow[],
  signal: AbortSignal,
  show: (flow: Flow) => void,
): Promise<Fault | undefined> {
  const wantedNetwork = wantedOf(race, race.store.getState().lanes, model)
  const missing = await race.engines.ready(wantedNetwork)
  if (missing) return missing
  let going = flows
  while (going.length > 0 && !signal.aborted) {
    const advanced = await advanceSafely(race, model, going.map(flowStep), signal)
    if (advanced.status === 'failed') return advanced.fault
    const next: Flow[] = []
    for (const [i, flow] of going.entries()) {
      const outcome = advanced.lanes[i]
      if (!outcome || 'fault' in outcome) return outcome?.fault
      const after = flowAfter(flow, outcome.frame)
      show(after)
      if (!flowIsDone(after)) next.push(after)
    }
    going = next
  }
  return undefined
}

/** Follows the exact flows of the lanes, so that their distances are known. What was followed when it is stopped, stays. */
export function follow(race: Race): Promise<void> {
  const { store } = race
  store.setState({ playing: false, flowFault: undefined, wasLost: false })
  return take(race, async (signal) => {
    const { lanes, flows } = store.getState()
    const due = groupsToFollow(lanes, flows).flatMap((runs) => flowOf(runs) ?? [])
    const all = due.reduce((sum, flow) => sum + flowSteps(flow), 0)
    let latest: Readonly<Record<string, Flow>> = {}
    let shownAt = -Infinity
    const tell = () => {
      const doneSteps = Object.values(latest).reduce((sum, { index }) => sum + index, 0)
      store.setState((state) => ({
        flows: { ...state.flows, ...latest },
        activity: { kind: 'follows', done: doneSteps, all },
      }))
      shownAt = performance.now()
    }
    const show = (flow: Flow) => {
      latest = { ...latest, [flow.key]: flow }
      if (performance.now() - shownAt > SHOW_MS) tell()
    }
    const fail = (flowFault: Fault) => {
      if (!signal.aborted) store.setState({ flowFault })
    }
    for (const model of new Set(due.map((flow) => flow.model))) {
      if (signal.aborted) break
      store.setState({ activity: { kind: 'loads', model } })
      const of = due.filter((flow) => flow.model === model)
      const flowFault = await followOf(race, model, of, signal, show)
      if (flowFault) fail(flowFault)
    }
    tell()
  })
}
