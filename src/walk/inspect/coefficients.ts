import type { LinearTerm, Part } from '../../diffusion'
import { stepTerms } from '../formula/step-terms'
import type { WalkRun } from '../run/walk-run'

/** A coefficient over all steps of a run. */
interface CoefficientCurve {
  readonly part: Part
  readonly index: number
  /** [steps], the first step's first; NaN where a step has no such term. */
  readonly values: Float64Array
}

export const nameOf = ({ part, index }: Pick<LinearTerm, 'part' | 'index'>): string => `${part} ${index}`

const curvesByLevels = new WeakMap<WalkRun['levels'], readonly CoefficientCurve[]>()

/** The coefficients of every step of a run, by the sampler's own code; none of an adaptive sampler, whose step is no one sum. */
export function coefficientCurves(run: Pick<WalkRun, 'settings' | 'levels'>): readonly CoefficientCurve[] {
  const before = curvesByLevels.get(run.levels)
  if (before) return before
  const steps = run.levels.length - 1
  const curves = new Map<string, CoefficientCurve>()
  for (let step = 1; step <= steps; step++)
    for (const { part, index, coefficient } of stepTerms(run, step)) {
      const name = nameOf({ part, index })
      const curve = curves.get(name) ?? { part, index, values: new Float64Array(steps).fill(NaN) }
      curve.values[step - 1] = coefficient
      curves.set(name, curve)
    }
  const all = [...curves.values()]
  curvesByLevels.set(run.levels, all)
  return all
}
