import type { Algebra } from './algebra'
import type { Level } from './level'
import type { Process } from './processes/process'
import type { Past, SamplerStep } from './step'

/** What a step is made of. `fresh` is noise that the network's variance head has scaled, pixel by pixel. */
type Part = 'xt' | 'x0Hat' | 'epsHat' | 'z' | 'fresh'

/**
 * coefficient·part. `index` says which: 0 is this step's (the first time that the network looks, the first noise drawn), 1, 2 …
 * are further looks and draws of the same step, −1, −2 … are those of the steps before.
 */
export interface LinearTerm {
  readonly part: Part
  readonly index: number
  readonly coefficient: number
}

/** Σ coefficient·part, by "part index". */
type Form = ReadonlyMap<string, number>

const symbol = (part: Part, index: number): Form => new Map([[`${part} ${index}`, 1]])

/** The samplers' algebra over linear forms. Only the learned variance is not linear: its noise becomes a part of its own. */
const formAlgebra: Algebra<Form> = {
  combine: (...terms) => {
    const sum = new Map<string, number>()
    for (const [c, form] of terms)
      for (const [name, coefficient] of form) sum.set(name, (sum.get(name) ?? 0) + c * coefficient)
    return sum
  },
  clamp: () => {
    throw new Error('A sampler that clamps is no linear form.')
  },
  exp: (form) => form,
  multiply: (_, noise) => new Map([...noise.keys()].map((name) => [name.replace(/^z/, 'fresh'), 1])),
}

interface LinearStep {
  readonly sampler: SamplerStep
  readonly from: Level
  readonly to: Level
  readonly process: Process
  /** Levels of the steps before that the sampler looks back upon, newest first. */
  readonly before: readonly Level[]
}

/** A step as sums: what the network is asked in it, in order, and where it leads. */
export interface StepSums {
  readonly looks: readonly { readonly at: Level; readonly x: readonly LinearTerm[] }[]
  /** Whose x̂₀ and ε̂ the step gives back, as an index of `looks`: several Langevin steps give the last's. */
  readonly kept: number
  readonly next: readonly LinearTerm[]
  /** The state stepped from as the sampler corrected it, where it does. */
  readonly corrected: readonly LinearTerm[] | undefined
}

const termsOf = (form: Form): LinearTerm[] =>
  [...form]
    .filter(([, coefficient]) => coefficient !== 0)
    .map(([name, coefficient]) => {
      const [part, index] = name.split(' ') as [Part, string]
      return { part, index: Number(index), coefficient }
    })

/**
 * A step with its very coefficients: the sampler's own code, run over linear forms.
 *
 * @throws what the sampler throws at such levels.
 */
export function stepSums({ sampler, from, to, process, before }: LinearStep): StepSums {
  const looks: { at: Level; x: LinearTerm[] }[] = []
  let draws = 0
  const past = (at: Level, i: number): Past<Form> => ({
    at,
    xt: symbol('xt', -1 - i),
    x0Hat: symbol('x0Hat', -1 - i),
    epsHat: symbol('epsHat', -1 - i),
  })
  const { next, x0Hat, corrected } = sampler<Form>({
    algebra: formAlgebra,
    xt: symbol('xt', 0),
    from,
    to,
    process,
    history: before.map(past),
    denoise: (x, at) => {
      const index = looks.push({ at, x: termsOf(x) }) - 1
      return { x0Hat: symbol('x0Hat', index), epsHat: symbol('epsHat', index), v: new Map<string, number>() }
    },
    normal: () => symbol('z', draws++),
  })
  return { looks, kept: termsOf(x0Hat)[0]?.index ?? 0, next: termsOf(next), corrected: corrected && termsOf(corrected) }
}

/**
 * The next state as the sum that the sampler makes it. Of a sampler that moves the state before the network looks (churn,
 * several Langevin steps), x̂₀ and ε̂ are what the network says there.
 *
 * @throws what the sampler throws at such levels.
 */
export const linearTerms = (step: LinearStep): LinearTerm[] => [...stepSums(step).next]
