import type { SampleCount } from '../../src/walk/model/settings'
import type { LearningJob } from '../learning'
import type { planeField } from '../plane-field'

/** How much is measured. */
export interface Scale {
  /** The network's folder. */
  readonly model: string
  /** Pictures at once. */
  readonly batches: readonly SampleCount[]
  /** Steps by the engine, and calls of the network alone, at each of these. */
  readonly steps: number
  readonly calls: number
  readonly field: NonNullable<Parameters<typeof planeField>[1]>
  readonly products: { readonly sizes: readonly number[]; readonly count: number }
  readonly lesson: Omit<LearningJob, 'backend'>
  /** What is held after all steps is compared with what was held after `settled`. */
  readonly growth: { readonly steps: number; readonly settled: number; readonly within: number }
  readonly lessonGrowth: { readonly before: number; readonly steps: number }
}

const real: Scale = {
  model: 'public/models/digits-v/',
  batches: [1, 4, 16],
  steps: 200,
  calls: 100,
  field: { side: 64, points: 2000, rounds: 9 },
  products: { sizes: [1024, 2048, 4096], count: 20 },
  lesson: { shape: { width: 128, depth: 3 }, tuning: { batch: 512 }, before: 50, steps: 1000 },
  growth: { steps: 5000, settled: 10, within: 85_000 },
  lessonGrowth: { before: 20, steps: 5000 },
}

const tiny: Scale = {
  model: 'test/golden/tiny/',
  batches: [1],
  steps: 3,
  calls: 2,
  field: { side: 8, points: 20, rounds: 2 },
  products: { sizes: [64], count: 2 },
  lesson: { shape: { width: 8, depth: 2 }, tuning: { batch: 16 }, before: 2, steps: 6 },
  growth: { steps: 3, settled: 1, within: 10_000 },
  lessonGrowth: { before: 2, steps: 6 },
}

export const scaleOf = (rehearsal: boolean): Scale => (rehearsal ? tiny : real)
