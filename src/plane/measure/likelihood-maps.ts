import type { PlaneEngineClient } from '../../engine/page/plane/client'
import type { Question } from '../../engine/protocol/plane'
import { shownLogDensity } from '../scale'
import type { drawnLevel } from '../stage/field-question'
import { greatest } from '../stage/paint-heat'
import { refine } from '../stage/refine'

/** Maps of log q over the view, by the flow and by formula, as far as they are computed. */
export interface DensityMaps {
  readonly n: number
  /** Both maps are [n²], in nats, of states as they are shown; NaN where they are not computed yet. */
  readonly flow: Float32Array
  /** Undefined if there is no formula. */
  readonly exact: Float32Array | undefined
  readonly share: number
}

interface Mapping {
  readonly engine: Pick<PlaneEngineClient, 'evaluate' | 'likelihood'>
  readonly question: Question
  readonly level: ReturnType<typeof drawnLevel>
  readonly half: number
  readonly steps: number
}

/** Draws both maps, first coarse and then finer, and reports them as they grow. */
export function drawMaps(
  { engine, question, level: { at, scale }, half, steps }: Mapping,
  onMaps: (maps: DensityMaps) => void,
  signal: AbortSignal,
): Promise<void> {
  const ask = async (points: Float32Array, until: AbortSignal) => {
    const [{ logDensity }, flow] = await Promise.all([
      engine.evaluate({ ...question, answerer: 'exact', points, at }, until),
      engine.likelihood({ ...question, points, at, steps }, until),
    ])
    return (logDensity ? [flow, logDensity] : [flow]).map((values) => shownLogDensity(values, scale))
  }
  return refine(
    { half, scale, ask },
    ({ n, values: [flow, exact], share }) => {
      if (flow) onMaps({ n, flow, exact, share })
    },
    signal,
  )
}

/** How far below the greatest log q maps go, in nats. */
export const DEPTH = 10

/** The log q that has the fullest colour: the greatest of the exact map, or else of the flow. */
export const topOf = ({ flow, exact }: DensityMaps): number => greatest(exact ?? flow)

/** The error of the flow where the density is not small. */
interface Difference {
  /** [n²], flow − exact in nats; NaN where q is less than e⁻¹⁰ times its greatest value. */
  readonly values: Float32Array
  readonly rootMeanSquare: number
  readonly most: number
}

export function differenceOf({ flow, exact }: Required<Pick<DensityMaps, 'flow' | 'exact'>>): Difference | undefined {
  if (!exact) return undefined
  const least = greatest(exact) - DEPTH
  const values = flow.map((value, i) => ((exact[i] ?? NaN) >= least ? value - (exact[i] ?? NaN) : NaN))
  const comparable = values.filter((value) => !Number.isNaN(value))
  return {
    values,
    rootMeanSquare: Math.sqrt(comparable.reduce((sum, value) => sum + value ** 2, 0) / comparable.length),
    most: comparable.reduce((most, value) => Math.max(most, Math.abs(value)), 0),
  }
}
