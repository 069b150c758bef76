import { PORTABLE } from '../../shell/portable'
import { runDefaults } from '../../runs/run-defaults'
import { FIRST, type Model, modelOf, SHELF } from '../model/models'
import { type Settings, withModel } from '../model/settings'
import { totalEvaluations } from './evaluations'
import type { Allowance } from './fair'

/** Races that are one press away. */
export const PRESETS = ['own', 'noise', 'schedule', 'order', 'training', 'guidance'] as const
export type Preset = (typeof PRESETS)[number]

interface Start {
  readonly lanes: readonly Settings[]
  readonly allowance: Allowance
}

const evaluations = (budget: number): Allowance => ({ mode: 'evaluations', budget })

const withNetwork = (base: Settings, { id }: Pick<Model, 'id'>): Settings => ({
  ...base,
  ...withModel(base, { model: id }),
  schedule: 'own',
})

/** Asked for by its own scheduler's rules, with nothing to guide it. */
const unguided = (base: Settings): Settings => ({ ...base, guide: 'classifier-free', guidance: 1, negative: null })

/** A sampler at its usual process and grid. */
const by = (base: Settings, ...run: Parameters<typeof runDefaults>): Settings => ({
  ...base,
  skip: 0,
  ...runDefaults(...run),
})

const DIGITS = FIRST
const TWIN = { id: 'linear-v' }
const MOMENTS = SHELF.filter(({ id }) => id.startsWith('growing'))

/** A network that a classifier can lead, asked for a class. */
function led(base: Settings): Settings {
  const with_ = modelOf(base).classifier === null ? withNetwork(base, DIGITS) : base
  return { ...with_, label: with_.label ?? modelOf(with_).first }
}

const starts: Readonly<Record<Preset, (base: Settings) => Start>> = {
  own: (base) => ({ lanes: [base, base], allowance: evaluations(totalEvaluations(base) ?? 50) }),
  noise: (base) => ({ lanes: [by(base, 'ddpm'), by(base, 'ddim')], allowance: evaluations(50) }),
  schedule: (base) => ({
    lanes: [DIGITS, TWIN].map((model) => by(withNetwork(unguided(base), model), 'ddim')),
    allowance: evaluations(20),
  }),
  // Of an odd number of evaluations that Heun and RK4 can both spend to the last: 2·steps − 1, 4·steps − 3.
  order: (base) => ({
    lanes: (['euler', 'heun', 'dpm-solver++', 'rk4'] as const).map((sampler) => ({
      ...by(unguided(base), sampler, 'edm'),
      grid: 'karras',
      order: 2,
    })),
    allowance: evaluations(21),
  }),
  training: (base) => ({
    lanes: MOMENTS.map((model) => by(withNetwork(unguided(base), model), 'ddim')),
    allowance: evaluations(20),
  }),
  guidance: (base) => {
    const lane = by(unguided(led(base)), 'ddim')
    return {
      // Both ways of w = 2 aim at p(x)·p(c | x)²; the network alone, asked for the class, at p(x)·p(c | x).
      lanes: [lane, { ...lane, guidance: 2 }, { ...lane, guide: 'classifier', guidance: 2 }],
      allowance: evaluations(50),
    }
  },
}

/** The lanes of a preset, with the walk's noise, class and number of pictures. */
export const startOf = (preset: Preset, base: Settings): Start => starts[preset](base)

/** Whether the page has the networks of a preset. */
export const isOffered = (preset: Preset): boolean => !PORTABLE || (preset !== 'schedule' && preset !== 'training')
