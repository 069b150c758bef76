import type { Level } from '../../diffusion'
import type { Answerer, EvaluateRequest, PlaneProcess } from '../../engine/protocol/plane'
import { conditionOf, type PlaneGuidance, unguided } from '../changes'
import { shrunkBy } from '../scale'
import type { Arrows, HeatMap, PlaneSettings } from '../settings'
import type { Lattice } from './lattice'

/** What a field shows: whose arrows, which heat map, at which level, on which lattice. */
export interface FieldQuestion extends Lattice {
  /** The level of the field: the playhead's, or the least noisy one that the lattice can show. */
  readonly at: Level
  /** `shrunkBy` of `at`: the factor by which shown coordinates are smaller. */
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

/** The least σ/√(α²+σ²) of a field: below it, the density around a point is narrower than the lattice can show. */
export const LEAST_NOISE = 0.05

/** The level at which a field is drawn, and the factor by which shown coordinates are smaller there. */
export function drawnLevel(at: Level): { readonly at: Level; readonly scale: number; readonly limited: boolean } {
  const isLimited = at.noise < LEAST_NOISE * Math.hypot(at.signal, at.noise)
  const noise = isLimited ? (LEAST_NOISE * at.signal) / Math.sqrt(1 - LEAST_NOISE ** 2) : at.noise
  const level = isLimited ? { ...at, noise } : at
  return { at: level, scale: shrunkBy(level), limited: isLimited }
}

/** A question without its points and its level. */
type Request = Omit<EvaluateRequest, 'points' | 'at'>

/** The evaluations that a field needs; the others are absent. */
export interface Needs {
  /** The exact answer without guidance: density. */
  readonly exact?: Request
  /** The answer whose arrows are drawn. */
  readonly arrows?: Request
  /** The network, and the exact answer to the same question. */
  readonly judged?: Request
  readonly truth?: Request
  readonly classes?: readonly [Request, Request]
}

/** The network whose error is shown: the one that answers, or the one that learns. */
const judgedAnswerer = (answerer: Answerer): Answerer => (answerer === 'exact' ? 'network' : answerer)

export function needsOf(
  { process, answerer, guidance, heatMap, contours, arrows, classes, odds }: FieldQuestion,
  learned: boolean,
): Needs {
  const hasScore = answerer !== 'student' // a student answers with the end of the flow, which is not the mean and gives no score
  const exact = { process, answerer: 'exact', ...conditionOf(unguided) } as const
  const needsClasses = (heatMap === 'class' || classes) && odds > 0 && odds < Infinity // with a single class, every place is of it
  return {
    ...((heatMap === 'density' || contours) && { exact }),
    ...(arrows !== 'none' &&
      hasScore &&
      (answerer === 'exact' || learned) && { arrows: { process, answerer, ...conditionOf(guidance) } }),
    ...(heatMap === 'error' &&
      hasScore &&
      learned && {
        judged: { process, answerer: judgedAnswerer(answerer), ...conditionOf(guidance) },
        truth: { process, answerer: 'exact', ...conditionOf(guidance) },
      }),
    ...(needsClasses && {
      classes: [
        { ...exact, label: 0 },
        { ...exact, label: 1 },
      ] as const,
    }),
  }
}

/** Whether a field shows what a network answers, so that it is another one as the network learns. */
export const asksNetwork = (question: FieldQuestion, learned: boolean): boolean =>
  Object.values(needsOf(question, learned))
    .flat()
    .some(({ answerer }) => answerer !== 'exact')

/** N₁/N₀ of labels 0 and 1. */
export function classOdds(labels: Uint8Array): number {
  const ones = labels.reduce((sum, label) => sum + label, 0)
  return ones / (labels.length - ones)
}

/** The settings of a stage that decide its field. */
export interface Wanted {
  readonly settings: Pick<PlaneSettings, 'guidance' | 'heatMap' | 'contours' | 'arrows' | 'colourBy' | 'direction'>
  readonly choice: Pick<PlaneSettings, 'answerer' | 'process' | 'schedule'>
  readonly odds: number
}

/** The question for the field of a stage: its settings, at the level that it shows. */
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
