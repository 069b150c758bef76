import { type Level, posterior } from '../../diffusion'
import { type Ingredients, type Recipe, stepBy } from './recipe'

/** Mistakes that can be told from the state to which they lead. */
const MISTAKES = [
  'time-early', // ᾱ of t − 1 for that of t, at both ends of the step
  'time-late',
  'from-early', // at its beginning alone
  'from-late',
  'to-early',
  'to-late',
  'root-estimate', // x̂₀ = (x_t − …)/ᾱ_t
  'root-x0',
  'root-eps',
  'variance-as-deviation',
  'no-noise',
  'noise-at-end',
  'sign',
  'clipped',
  'not-clipped',
  'eps-not-derived',
  'beta',
  'beta-tilde',
  'eta-one',
  'eta-zero',
  'alpha-for-alpha-bar',
  'mean-root', // 1/α_t for 1/√α_t before DDPM's mean
  'no-class',
  'no-guidance',
] as const
export type Mistake = (typeof MISTAKES)[number]

/** The step of the page, and all that a wrong one may take in the place of something. */
export interface StepFacts {
  readonly recipe: Recipe
  readonly parts: Ingredients
  /** Σ of the sampler between two levels. */
  readonly varianceOf: (from: Level, to: Level) => number
  /** The level of the run's schedule at a whole t; undefined beyond it, and where it has none. */
  readonly levelAt: (t: number) => Level | undefined
  /** Where the network was asked otherwise: the state that follows. */
  readonly nextByMistake?: Partial<Readonly<Record<'no-class' | 'no-guidance', Float32Array>>>
}

type Change = (facts: StepFacts) => Partial<Recipe> | undefined

/** Both levels, or one of them, of a neighbouring t. */
const shifted =
  (by: 1 | -1, ...ends: readonly ('from' | 'to')[]): Change =>
  ({ recipe, levelAt, varianceOf }) => {
    const moved = { from: recipe.from, to: recipe.to }
    for (const end of ends) {
      const at = levelAt(recipe[end].t + by)
      if (!at) return undefined
      moved[end] = at
    }
    return { ...moved, variance: varianceOf(moved.from, moved.to) }
  }

const unrooted =
  (place: keyof Recipe['roots']): Change =>
  ({ recipe: { roots } }) => ({ roots: { ...roots, [place]: false } })

const betas = ({ recipe: { from, to } }: StepFacts) => posterior(from, to)

/** α_t = ᾱ_t/ᾱ_{t−1} in the place of ᾱ_t. */
function plainAlpha({ levelAt }: StepFacts, at: Level): Level | undefined {
  const before = levelAt(at.t - 1)
  if (!before) return at.t === 0 ? at : undefined
  const alpha = (at.signal / before.signal) ** 2
  return { t: at.t, signal: Math.sqrt(alpha), noise: Math.sqrt(1 - alpha) }
}

/** DDPM's mean in ε̂: k = β/√(1 − ᾱ_t), m = 1/√α_t. */
function inEps(facts: StepFacts, wrong: 'eps' | 'mean' | 'alpha'): Partial<Recipe> | undefined {
  const { beta } = betas(facts)
  const { noise } = facts.recipe.from
  const k = wrong === 'eps' ? beta / noise ** 2 : wrong === 'alpha' ? Math.sqrt(beta) : beta / noise
  return { byEps: { k, m: wrong === 'mean' ? 1 / (1 - beta) : 1 / Math.sqrt(1 - beta) } }
}

const ofFamily =
  (family: Recipe['family'], change: Change): Change =>
  (facts) =>
    facts.recipe.family === family ? change(facts) : undefined

const changes: Readonly<Record<Exclude<Mistake, 'no-class' | 'no-guidance'>, readonly Change[]>> = {
  'time-early': [shifted(-1, 'from', 'to')],
  'time-late': [shifted(1, 'from', 'to')],
  'from-early': [shifted(-1, 'from')],
  'from-late': [shifted(1, 'from')],
  'to-early': [shifted(-1, 'to')],
  'to-late': [shifted(1, 'to')],
  'root-estimate': [unrooted('estimate')],
  'root-x0': [unrooted('x0')],
  'root-eps': [ofFamily('ddim', unrooted('eps')), ofFamily('ddpm', (facts) => inEps(facts, 'eps'))],
  'variance-as-deviation': [unrooted('noise')],
  'no-noise': [() => ({ variance: 0 })],
  'noise-at-end': [
    (facts) => (facts.recipe.to.noise === 0 ? { variance: betas(facts).beta } : undefined),
    ({ recipe: { variance } }) => (variance === 0 ? undefined : {}),
  ],
  sign: [() => ({ sign: -1 }), () => ({ sign: -1, clip: false })],
  clipped: [({ recipe: { clip } }) => (clip ? undefined : { clip: true })],
  'not-clipped': [({ recipe: { clip } }) => (clip ? { clip: false } : undefined)],
  'eps-not-derived': [({ recipe: { clip } }) => (clip ? { derive: false } : undefined)],
  beta: [ofFamily('ddpm', (facts) => (facts.recipe.to.noise > 0 ? { variance: betas(facts).beta } : undefined))],
  'beta-tilde': [ofFamily('ddpm', (facts) => ({ variance: betas(facts).betaTilde }))],
  'eta-one': [ofFamily('ddim', (facts) => ({ variance: betas(facts).betaTilde }))],
  'eta-zero': [ofFamily('ddim', () => ({ variance: 0 }))],
  'alpha-for-alpha-bar': [
    ofFamily('ddpm', (facts) => inEps(facts, 'alpha')),
    ofFamily('ddim', (facts) => {
      const { recipe } = facts
      const [from, to] = [plainAlpha(facts, recipe.from), plainAlpha(facts, recipe.to)]
      return from && to && { from, to }
    }),
  ],
  'mean-root': [ofFamily('ddpm', (facts) => inEps(facts, 'mean'))],
}

/** A wrong step, and where it leads. */
interface Wrong {
  readonly mistake: Mistake
  readonly next: Float32Array
}

/** Whether x̂₀ is computed as the network's own estimate is, from the same level. */
const keepsEstimate = (changed: Recipe, { recipe }: StepFacts) =>
  changed.from === recipe.from && changed.sign === 1 && changed.roots.estimate

function nextOf(facts: StepFacts, change: Change): Float32Array | undefined {
  try {
    const changed = change(facts)
    if (!changed) return undefined
    const recipe = { ...facts.recipe, ...changed }
    return stepBy(recipe, facts.parts, keepsEstimate(recipe, facts))
  } catch (error) {
    if (error instanceof RangeError) return undefined // levels that do not fall: no such step
    throw error
  }
}

/** Every mistake that changes this step, each with the state to which it leads. */
export function wrongSteps(facts: StepFacts): readonly Wrong[] {
  const right = stepBy(facts.recipe, facts.parts, true)
  const isOther = (next: Float32Array) => next.some((value, i) => Math.abs(value - (right[i] ?? NaN)) > 1e-7)
  const candidates = MISTAKES.flatMap((mistake): readonly (Wrong | undefined)[] => {
    const nexts =
      mistake === 'no-class' || mistake === 'no-guidance'
        ? [facts.nextByMistake?.[mistake]]
        : changes[mistake].map((change) => nextOf(facts, change))
    return nexts.map((next) => next && { mistake, next })
  })
  return candidates.filter((wrong) => wrong !== undefined).filter(({ next }) => isOther(next))
}
