import { lessonsText } from '../../i18n/lessons'
import { countOf } from '../../walk/classifier/readings'
import { modelOf } from '../../walk/model/models'
import type { Settings } from '../../walk/model/settings'
import type { Instruments } from '../instruments/instruments'
import { endOf, endsOf, greyShare, specks } from '../instruments/pictures'
import { correlationOf, indexOfMost, meanOf, rmsDifference } from '../../diffusion'
import type { AsideWalk } from '../instruments/walk-aside'
import { NothingToMeasure } from '../instruments/nothing-to-measure'

const words = () => lessonsText.lessons.steps.steps

/** What one step makes of noise: a picture as sharp as that of a walk of twenty, a blur, or still noise. */
export async function measureOne({ walk }: Instruments) {
  const run = await walk.finish()
  const [many] = await walk.walks([{ steps: 20 }])
  const start = run.frames[0]?.xt
  if (!many || !start) throw new NothingToMeasure()
  const [one, noise] = [endOf(run), start.subarray(0, endOf(run).length)]
  const figures = { grey: greyShare(one), greyOfMany: greyShare(endOf(many)), withNoise: correlationOf(one, noise) }
  const blurred = figures.grey > 2 * figures.greyOfMany ? 'blurred' : 'sharp'
  return {
    truth: figures.withNoise > 0.5 ? 'noise' : blurred,
    figures,
    reveal: () => words().one.reveal(figures),
  }
}

/** Walks of so many steps are compared with a long one. */
export const COMPARED = { steps: [1, 5, 9, 13, 17], long: 100 } as const

/** How far walks of few steps end from where a long walk ends, from the same noise. */
export async function measureDistance({ walk }: Instruments) {
  const counts = [...COMPARED.steps, COMPARED.long]
  const ends = (await walk.walks(counts.map((steps) => ({ steps, samples: 1 as const })))).map((each) => endOf(each))
  const long = ends.at(-1)
  if (!long) throw new NothingToMeasure()
  const distances = ends.slice(0, -1).map((end) => rmsDifference(end, long))
  const figures = { first: distances[0] ?? NaN, middle: distances[2] ?? NaN, last: distances.at(-1) ?? NaN }
  return { truth: distances, figures, reveal: () => words().distance.reveal(figures) }
}

/** Below this, root mean square, two digits look the same. */
const SAME = 0.1

/** Where ten steps end beside the walk on the screen, and how sharp both are. */
export async function measureOther({ walk }: Instruments) {
  const many = endOf(await walk.finish())
  const [short] = await walk.walks([{ steps: 10 }])
  if (!short) throw new NothingToMeasure()
  const few = endOf(short)
  const figures = { apart: rmsDifference(few, many), grey: greyShare(few), greyOfMany: greyShare(many) }
  const sharpness = figures.grey > 1.3 * figures.greyOfMany ? 'worse' : 'other'
  return {
    truth: figures.apart < SAME ? 'same' : sharpness,
    figures,
    reveal: () => words().other.reveal(figures),
  }
}

/** In how many pictures a classifier reads what was asked for. @throws NothingToMeasure where none has read them */
function readAsAsked({ reading, settings }: AsideWalk): number {
  if (!reading || settings.label === null) throw new NothingToMeasure()
  return countOf(reading, reading.length / settings.samples, settings.label)
}

/** Of nine pictures of two steps, and of ten: how many are read as asked. */
export async function measureRead({ walk }: Instruments) {
  const [few, more] = await walk.walks([{ steps: 2 }, { steps: 10 }], { reading: true })
  if (!few || !more) throw new NothingToMeasure()
  const grey = (walked: AsideWalk) => meanOf(endsOf(walked).map(greyShare))
  const figures = {
    few: readAsAsked(few),
    more: readAsAsked(more),
    of: few.settings.samples,
    greyOfFew: grey(few),
    greyOfMore: grey(more),
  }
  return { truth: figures.few, figures, reveal: () => words().read.reveal(figures) }
}

/** Three samplers in five steps. */
const SAMPLERS = {
  ddim: { sampler: 'ddim', eta: 0 },
  small: { sampler: 'ddpm', variance: 'beta-tilde' },
  large: { sampler: 'ddpm', variance: 'beta' },
} as const satisfies Record<string, Partial<Settings>>

/** Which sampler leaves most specks at the edges, in as few steps as are set on the screen. */
export async function measureSpecks({ walk }: Instruments) {
  const names = ['ddim', 'small', 'large'] as const
  const walks = await walk.walks(names.map((name) => SAMPLERS[name]))
  const { size } = modelOf(walk.settings)
  const left = walks.map((walked) => meanOf(endsOf(walked).map((end) => specks(end, size))))
  const [ddim, small, large] = left as [number, number, number]
  const figures = { ddim, small, large }
  return { truth: names[indexOfMost(left)] ?? 'ddim', figures, reveal: () => words().chance.reveal(figures) }
}
