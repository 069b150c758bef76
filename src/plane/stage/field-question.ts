import type { Level } from '../../diffusion'
import type { Answerer, EvaluateRequest, PlaneProcess } from '../../engine/protocol/plane'
import { asked, type PlaneGuidance, unguided } from '../changes'
import { shrunkBy } from '../scale'
import type { Arrows, HeatMap, PlaneSettings } from '../settings'
import type { Lattice } from './lattice'

/** Whom arrows ask, what the heat map shows, and where. */
export interface FieldQuestion extends Lattice {
  /** The level that is asked about: the playhead's, or the least noise that the lattice can carry. */
  readonly at: Level
  /** `shrunkBy` of `at`: shown coordinates are smaller by it. */
  readonly scale: number
  readonly process: PlaneProcess
  readonly answerer: Answerer
  readonly guidance: PlaneGuidance
  readonly heatMap: HeatMap
  readonly contours: boolean
  readonly arrows: Arrows
  /** Whether particles are coloured by p(class 1 | x_t). */
  readonly classes: boolean
  /** N₁/N₀ of the points' classes, in [0, ∞]. */
  readonly odds: number
}

/** Least σ/√(α²+σ²) of a field: with less, the density of single points is narrower than a lattice can show. */
export const LEAST_NOISE = 0.05

/** The level at which a field is drawn, and by how much shown coordinates are smaller there. */
export function drawnLevel(at: Level): { readonly at: Level; readonly scale: number; readonly limited: boolean } {
  const limited = at.noise < LEAST_NOISE * Math.hypot(at.signal, at.noise)
  const noise = limited ? (LEAST_NOISE * at.signal) / Math.sqrt(1 - LEAST_NOISE ** 2) : at.noise
  const drawn = limited ? { ...at, noise } : at
  return { at: drawn, scale: shrunkBy(drawn), limited }
}

/** Everything but where and at which level. */
type Asked = Omit<EvaluateRequest, 'points' | 'at'>

/** The evaluations that a field is made of; those that it does not need are absent. */
export interface Needs {
  /** The exact answer without guidance: density. */
  readonly exact?: Asked
  /** Whose arrows are drawn. */
  readonly arrows?: Asked
  /** The network, and the exact answer to the same question. */
  readonly judged?: Asked
  readonly truth?: Asked
  readonly classes?: readonly [Asked, Asked]
}

/** The network whose error is shown: the one that answers, or the one that learns. */
const judgedAnswerer = (answerer: Answerer): Answerer => (answerer === 'exact' ? 'network' : answerer)

export function needsOf(
  { process, answerer, guidance, heatMap, contours, arrows, classes, odds }: FieldQuestion,
  learned: boolean,
): Needs {
  const scored = answerer !== 'student' // it says where the flow ends, which is no mean, and gives no score
  const exact = { process, answerer: 'exact', ...asked(unguided) } as const
  const byClass = (heatMap === 'class' || classes) && odds > 0 && odds < Infinity // of a single class there is nothing to ask
  return {
    ...((heatMap === 'density' || contours) && { exact }),
    ...(arrows !== 'none' &&
      scored &&
      (answerer === 'exact' || learned) && { arrows: { process, answerer, ...asked(guidance) } }),
    ...(heatMap === 'error' &&
      scored &&
      learned && {
        judged: { process, answerer: judgedAnswerer(answerer), ...asked(guidance) },
        truth: { process, answerer: 'exact', ...asked(guidance) },
      }),
    ...(byClass && {
      classes: [
        { ...exact, label: 0 },
        { ...exact, label: 1 },
      ] as const,
    }),
  }
}

/** N₁/N₀ of labels 0 and 1. */
export function classOdds(labels: Uint8Array): number {
  const ones = labels.reduce((sum, label) => sum + label, 0)
  return ones / (labels.length - ones)
}

/** What of a stage's settings its field goes by. */
export interface Wanted {
  readonly settings: Pick<PlaneSettings, 'guidance' | 'heatMap' | 'contours' | 'arrows' | 'colourBy' | 'direction'>
  readonly choice: Pick<PlaneSettings, 'answerer' | 'process' | 'schedule'>
  readonly odds: number
}

/** The field's question of one stage: what is set, at the level that stands on it. */
export function questionOf({ settings, choice, odds }: Wanted, level: Level, { n, half }: Lattice): FieldQuestion {
  const { guidance, heatMap, contours, arrows, colourBy, direction } = settings
  const { at, scale } = drawnLevel(level)
  return {
    n,
    half,
    at,
    scale,
    process: { id: choice.process, schedule: choice.schedule },
    answerer: choice.answerer,
    guidance,
    heatMap,
    contours,
    arrows,
    odds,
    classes: colourBy === 'class' && direction === 'reverse',
  }
}
