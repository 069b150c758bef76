import { type Algebra, scaledByExp } from './algebra'
import type { Level } from './level'
import type { Process } from './processes/process'
import type { Denoised, Past, SamplerStep, Step, StepInput } from './step'

/** What a step is made of. `fresh` is noise that the network's variance head has scaled, pixel by pixel. */
export type Part = 'xt' | 'x0Hat' | 'epsHat' | 'z' | 'fresh'

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

/** A state, and the parts that it was made of. */
interface Traced<X> {
  readonly form: Form
  readonly value: X
}

/** Both at once: each operation on the values themselves, and on what they are made of. */
function tracedAlgebra<X>(algebra: Algebra<X>, parts: Map<string, X>): Algebra<Traced<X>> {
  /** A product with noise, which is a part of its own. */
  const product = (x: Form, noise: Form, value: X): Traced<X> => {
    const form = formAlgebra.multiply(x, noise)
    for (const name of form.keys()) parts.set(name, value)
    return { form, value }
  }
  return {
    combine: ([c, x], ...rest) => ({
      form: formAlgebra.combine([c, x.form], ...rest.map(([k, y]) => [k, y.form] as const)),
      value: algebra.combine([c, x.value], ...rest.map(([k, y]) => [k, y.value] as const)),
    }),
    clamp: (x, low, high) => ({ form: formAlgebra.clamp(x.form, low, high), value: algebra.clamp(x.value, low, high) }),
    exp: (x) => ({ form: formAlgebra.exp(x.form), value: algebra.exp(x.value) }),
    multiply: (x, noise) => product(x.form, noise.form, algebra.multiply(x.value, noise.value)),
    scaleByExp: (z, factor, v, rate) => product(v.form, z.form, scaledByExp(algebra, z.value, factor, v.value, rate)),
  }
}

/** A step as sums: what the network is asked in it, in order, and where it leads. */
export interface StepSums {
  readonly looks: readonly { readonly at: Level; readonly x: readonly LinearTerm[] }[]
  /** Whose x̂₀ and ε̂ the step gives back, as an index of `looks`: several Langevin steps give the last's. */
  readonly keptLook: number
  readonly next: readonly LinearTerm[]
  /** The state stepped from as the sampler corrected it, where it does. */
  readonly corrected: readonly LinearTerm[] | undefined
}

/** A step that was taken, and what it was made of. */
export interface TracedStep<X> {
  /** As the sampler gives it without being traced, operation by operation. */
  readonly step: Step<X>
  readonly sums: StepSums
  /** The part of a term of the sums. */
  readonly valueOf: (term: LinearTerm) => X
}

const termsOf = (form: Form): LinearTerm[] =>
  [...form]
    .filter(([, coefficient]) => coefficient !== 0)
    .map(([name, coefficient]) => {
      const [part, index] = name.split(' ') as [Part, string]
      return { part, index: Number(index), coefficient }
    })

/** What a sampler is given, each part under its name; asked and drawn are named as they come. */
function tracedInput<X>(input: StepInput<X>, parts: Map<string, X>, looks: { at: Level; x: LinearTerm[] }[]) {
  const named = (part: Part, index: number, value: X): Traced<X> => {
    parts.set(`${part} ${index}`, value)
    return { form: symbol(part, index), value }
  }
  let draws = 0
  const past = ({ at, ...states }: Past<X>, i: number): Past<Traced<X>> => ({
    at,
    xt: named('xt', -1 - i, states.xt),
    x0Hat: named('x0Hat', -1 - i, states.x0Hat),
    epsHat: named('epsHat', -1 - i, states.epsHat),
  })
  const denoise = (x: Traced<X>, at: Level): Denoised<Traced<X>> => {
    const index = looks.push({ at, x: termsOf(x.form) }) - 1
    const answer = input.denoise(x.value, at)
    return {
      x0Hat: named('x0Hat', index, answer.x0Hat),
      epsHat: named('epsHat', index, answer.epsHat),
      ...(answer.v !== undefined && { v: { form: new Map<string, number>(), value: answer.v } }),
    }
  }
  return {
    ...input,
    algebra: tracedAlgebra(input.algebra, parts),
    xt: named('xt', 0, input.xt),
    history: input.history?.map(past),
    denoise,
    normal: () => named('z', draws++, input.normal()),
  }
}

/**
 * Takes a step, and says of what it is made: the sampler's own code, run over its states and over linear forms at once. So
 * Σ coefficient·valueOf of `sums.next` is `step.next` but for the order of rounding.
 *
 * @throws what the sampler throws.
 */
export function tracedStep<X>(sampler: SamplerStep, input: StepInput<X>): TracedStep<X> {
  const parts = new Map<string, X>()
  const looks: { at: Level; x: LinearTerm[] }[] = []
  const { next, x0Hat, epsHat, mean, added, corrected } = sampler(tracedInput(input, parts, looks))
  return {
    step: {
      next: next.value,
      x0Hat: x0Hat.value,
      epsHat: epsHat.value,
      mean: mean.value,
      ...(added && { added: added.value }),
      ...(corrected && { corrected: corrected.value }),
    },
    sums: {
      looks,
      keptLook: termsOf(x0Hat.form)[0]?.index ?? 0,
      next: termsOf(next.form),
      corrected: corrected && termsOf(corrected.form),
    },
    valueOf: ({ part, index }) => {
      const value = parts.get(`${part} ${index}`)
      if (value !== undefined) return value
      throw new RangeError(`The step has no ${part} ${index}.`)
    },
  }
}

interface LinearStep {
  readonly sampler: SamplerStep
  readonly from: Level
  readonly to: Level
  readonly process: Process
  /** Levels of the steps before that the sampler looks back upon, newest first. */
  readonly before: readonly Level[]
  /** As in `StepInput`, for a variance that needs it. */
  readonly meanSquaredError?: StepInput<unknown>['meanSquaredError']
}

/** States of no values: of a step over them its sums alone are left. */
const nothing: Algebra<null> = { combine: () => null, clamp: () => null, exp: () => null, multiply: () => null }

/**
 * A step with its very coefficients, for whatever values.
 *
 * @throws what the sampler throws at such levels.
 */
export function stepSums({ sampler, before, ...step }: LinearStep): StepSums {
  const history = before.map((at) => ({ at, xt: null, x0Hat: null, epsHat: null }))
  const denoise = () => ({ x0Hat: null, epsHat: null, v: null })
  return tracedStep(sampler, { ...step, algebra: nothing, xt: null, history, denoise, normal: () => null }).sums
}

/**
 * The next state as the sum that the sampler makes it. Of a sampler that moves the state before the network looks (churn,
 * several Langevin steps), x̂₀ and ε̂ are what the network says there.
 *
 * @throws what the sampler throws at such levels.
 */
export const linearTerms = (step: LinearStep): LinearTerm[] => [...stepSums(step).next]

const reading: readonly Part[] = ['xt', 'x0Hat', 'epsHat', 'z', 'fresh']
/** This step's looks first, 0, 1, …, then those of the steps before, −1, −2, …. */
const place = (index: number) => (index < 0 ? 100 - index : index)

/**
 * A step's terms in the order in which an equation is read. The look whose x̂₀ and ε̂ the step gives back is called its own, 0,
 * also where it is not the first; the first then has the other's index.
 */
export function equationTerms<Term extends LinearTerm>({
  next,
  keptLook,
}: {
  readonly next: readonly Term[]
  readonly keptLook: number
}): readonly Term[] {
  const newIndices = new Map([[keptLook, 0], ...(keptLook === 0 ? [] : [[0, keptLook] as const])])
  return next
    .map((term) =>
      term.part === 'x0Hat' || term.part === 'epsHat'
        ? { ...term, index: newIndices.get(term.index) ?? term.index }
        : term,
    )
    .toSorted((a, b) => reading.indexOf(a.part) - reading.indexOf(b.part) || place(a.index) - place(b.index))
}
