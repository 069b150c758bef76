import type { PlaneEngineClient } from '../../engine/page/plane/client'
import type { Question } from '../../engine/protocol/plane'
import { shownLogDensity } from '../scale'
import type { drawnLevel } from '../stage/field-question'
import { greatest } from '../stage/paint-heat'
import { refine } from '../stage/refine'

/** log q over the view, two ways, as far as it is known. */
export interface DensityMaps {
  readonly n: number
  /** [n²] each, in nats, of states as they are shown; NaN where nothing is known yet. */
  readonly flow: Float32Array
  /** undefined where there is no formula. */
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

/** Both maps, coarse first and then finer, told as they come. */
export function drawMaps(
  { engine, question, level: { at, scale }, half, steps }: Mapping,
  told: (maps: DensityMaps) => void,
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
      if (flow) told({ n, flow, exact, share })
    },
    signal,
  )
}

/** How far below the greatest log q maps go, in nats. */
export const DEPTH = 10

/** The log q of the maps' fullest colour: of the exact one, where there is one. */
export const topOf = ({ flow, exact }: DensityMaps): number => greatest(exact ?? flow)

/** By how much the flow is off, where the density is not small. */
interface Difference {
  /** [n²], flow − exact in nats; NaN where q is less than e⁻¹⁰ of its greatest. */
  readonly values: Float32Array
  readonly rootMeanSquare: number
  readonly most: number
}

export function differenceOf({ flow, exact }: Required<Pick<DensityMaps, 'flow' | 'exact'>>): Difference | undefined {
  if (!exact) return undefined
  const least = greatest(exact) - DEPTH
  const values = flow.map((value, i) => ((exact[i] ?? NaN) >= least ? value - (exact[i] ?? NaN) : NaN))
  const known = values.filter((value) => !Number.isNaN(value))
  return {
    values,
    rootMeanSquare: Math.sqrt(known.reduce((sum, value) => sum + value ** 2, 0) / known.length),
    most: known.reduce((most, value) => Math.max(most, Math.abs(value)), 0),
  }
}
