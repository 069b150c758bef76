import { batchSettings, type LeftOut, type Trial, unmeasured } from '../quality/trial'
import { totalEvaluations } from './evaluations'
import { type Allowance, type Costs, plansOf } from './fair'
import type { Lane } from './lanes'

/** Evaluations at which a curve has its points. */
const BUDGETS = [5, 10, 20, 40] as const

/** A curve's allowances. */
export const CURVE: readonly Allowance[] = BUDGETS.map((budget) => ({ mode: 'evaluations', budget }))

/** What is measured of a race, lane by lane: each at each allowance that its sampler can keep. */
export function trialsOf(
  lanes: readonly Pick<Lane, 'settings'>[],
  allowances: readonly Allowance[],
  costs: Costs,
): readonly Trial[] {
  const laneSettings = lanes.map(({ settings }) => batchSettings(settings))
  const plans = allowances.map((allowance) => plansOf(laneSettings, allowance, costs))
  return laneSettings.flatMap((_, lane) =>
    plans.flatMap((of): readonly Trial[] => {
      const plan = of[lane]
      if (!plan || plan.refused || unmeasured(plan.settings)) return []
      return [{ lane, settings: plan.settings, evaluations: totalEvaluations(plan.settings) }]
    }),
  )
}

/** The lanes of which nothing is measured, by the reason. @param trials what is measured */
export function leftOutOf(lanes: readonly Pick<Lane, 'settings'>[], trials: readonly Trial[]): LeftOut {
  const out = lanes.flatMap(({ settings }, lane) =>
    trials.some((trial) => trial.lane === lane) ? [] : [[lane, unmeasured(settings) ?? 'refused'] as const],
  )
  const by = (reason: keyof LeftOut) => out.flatMap(([lane, why]) => (why === reason ? [lane] : []))
  return { unread: by('unread'), led: by('led'), refused: by('refused') }
}
