import { T } from '../../runs/timeline'
import type { Settings } from '../model/settings'
import { needsClassifier, possible } from '../run/possible'
import { totalEvaluations } from './evaluations'

/** What the lanes of a race have in common: so many evaluations of their networks, steps, or time; or nothing, each has its own steps. */
export const MODES = ['evaluations', 'steps', 'time', 'own'] as const
type Mode = (typeof MODES)[number]

/** What a race allows each lane. */
export interface Allowance {
  readonly mode: Mode
  /** Evaluations, steps, or the time that so many evaluations of the first lane take; in [1, T]. */
  readonly budget: number
}

/** Milliseconds of one evaluation, by what is asked (`costKey`), as far as they were measured. */
export type Costs = Readonly<Record<string, number>>

/** Evaluations of one key cost alike: of the same network, led by its classifier or not. */
export const costKey = (settings: Settings): string =>
  needsClassifier(settings) ? `${settings.model}, led` : settings.model

/** What a lane walks by an allowance. */
interface Plan {
  /** The lane's settings with the steps that it is allowed. */
  readonly settings: Settings
  /** Evaluations of the whole run; null where they are not known before. */
  readonly evaluations: number | null
  /** The lane cannot race by this allowance: its sampler chooses itself how often it asks. */
  readonly refused: boolean
}

/** Settings with so many steps, and what else must change with them. */
function withSteps(settings: Settings, steps: number): Settings {
  const changed = { ...settings, steps }
  return { ...changed, ...possible(changed) }
}

/**
 * The settings with the most steps that ask the network at most so often, at least one step; null where that cannot be told before the
 * run. Every step asks at least once, and more steps ask more: so they are found by halving.
 */
function within(settings: Settings, evaluations: number): Settings | null {
  if (totalEvaluations(withSteps(settings, 1)) === null) return null
  let [low, high] = [1, Math.max(1, Math.min(T, Math.floor(evaluations)))]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((totalEvaluations(withSteps(settings, middle)) ?? Infinity) <= evaluations) low = middle
    else high = middle - 1
  }
  return withSteps(settings, low)
}

const planned = (settings: Settings): Plan => ({ settings, evaluations: totalEvaluations(settings), refused: false })

function planOf(lane: Settings, evaluations: number): Plan {
  const settings = within(lane, evaluations)
  return settings ? planned(settings) : { settings: lane, evaluations: null, refused: true }
}

/** What each lane walks. @param costs by which equal time is shared; an evaluation that was not measured costs what the first lane's costs */
export function plansOf(lanes: readonly Settings[], { mode, budget }: Allowance, costs: Costs = {}): readonly Plan[] {
  const costOf = (settings: Settings) => costs[costKey(settings)] ?? NaN
  const [first] = lanes
  return lanes.map((lane) => {
    if (mode === 'own') return planned(lane)
    if (mode === 'steps') return planned(withSteps(lane, budget))
    const ratio = mode === 'time' && first ? costOf(first) / costOf(lane) : 1
    return planOf(lane, budget * (Number.isFinite(ratio) ? ratio : 1))
  })
}

/** How far from a budget another is looked for. */
const REACH = 40

/** The nearest number of evaluations that every lane can spend to the last; undefined where there is none near. */
export function evenBudget(lanes: readonly Settings[], budget: number): number | undefined {
  const suits = (evaluations: number) =>
    evaluations >= 1 &&
    evaluations <= T &&
    plansOf(lanes, { mode: 'evaluations', budget: evaluations }).every(
      (plan) => plan.refused || plan.evaluations === evaluations,
    )
  for (let by = 0; by <= REACH; by++) for (const to of [budget + by, budget - by]) if (suits(to)) return to
  return undefined
}
