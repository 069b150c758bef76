import { energyDistance, normalArray, slerp, correlationOf, meanOf, varianceOf } from '../../diffusion'
import { lessonsText } from '../../i18n/lessons'
import { modelOf, valuesOf } from '../../walk/model/models'
import type { Instruments } from '../instruments/instruments'
import { NothingToMeasure } from '../instruments/nothing-to-measure'
import { distancesOf, particlesAt } from '../instruments/particles'
import { remembered } from '../instruments/remembered'
import { endOf, toShownPicture } from '../instruments/pictures'

const words = () => lessonsText.lessons.ddim.steps

/** Both clouds half way: how far apart as a whole, and how far the i-th particles are from each other. */
export async function measureMarginals({ plane }: Instruments) {
  const [calm, noisy] = await plane.finish()
  if (!calm || !noisy) throw new NothingToMeasure()
  const half = Math.floor((calm.frames.length - 1) / 2)
  const [a, b] = [particlesAt(calm, half), particlesAt(noisy, half)]
  const figures = { cloud: energyDistance(a, b, 2), particles: meanOf(distancesOf(a, b)) }
  const truth = figures.cloud > 0.2 ? 'neither' : figures.particles < 0.2 ? 'both' : 'cloud'
  return { truth, figures, reveal: () => words().marginals.reveal(figures) }
}

/** Noises that the pictures to choose from are walked from: that of the screen, and so many others. */
const OTHERS = 2
const MANY_STEPS = 25

/** The walks whose pictures are to choose from. */
const choicesOf = remembered(({ walk }) => {
  const { seed } = walk.settings
  const seeds = Array.from({ length: OTHERS + 1 }, (_, k) => seed + k)
  const turned = [...seeds.slice(seed % seeds.length), ...seeds.slice(0, seed % seeds.length)] // not always in one place
  return walk.walks(turned.map((each) => ({ seed: each, steps: MANY_STEPS, samples: 1 })))
})

export async function samePictures(instruments: Instruments) {
  return (await choicesOf(instruments)).map((each) => toShownPicture(endOf(each), instruments.walk.settings))
}

/** Which of the pictures resembles what few steps make of the noise on the screen. */
export async function measureSame(instruments: Instruments) {
  const { walk } = instruments
  const pictures = await choicesOf(instruments)
  const few = endOf(await walk.finish())
  const alike = pictures.map((each) => correlationOf(endOf(each), few))
  const truth = pictures.findIndex(({ settings }) => settings.seed === walk.settings.seed)
  const figures = { same: alike[truth] ?? NaN, other: Math.max(...alike.filter((_, k) => k !== truth)) }
  return { truth, figures, reveal: () => words().same.reveal(figures) }
}

/** How much the picture that comes back resembles the one that was inverted. */
export async function measureBack({ walk }: Instruments) {
  const { x0 } = await walk.forward(0)
  const figures = { correlation: correlationOf(endOf(await walk.finish()), x0) }
  return { truth: figures.correlation, figures, reveal: () => words().back.reveal(figures) }
}

/** How much the noise at the top of an inversion resembles the picture, against true noise: (xₜ − α·x₀)/σ. */
export async function measureTrace({ walk }: Instruments) {
  const { x0 } = await walk.forward(0)
  const { frames, levels } = await walk.finish()
  const top = Math.floor((levels.length - 1) / 2)
  const [at, xt] = [levels[top], frames[top]?.xt]
  if (!at || !xt || walk.settings.from !== 'inverted') throw new NothingToMeasure()
  const noise = x0.map((value, i) => ((xt[i] ?? NaN) - at.signal * value) / at.noise)
  const figures = {
    correlation: correlationOf(noise, x0),
    chance: 1 / Math.sqrt(x0.length),
    deviation: Math.sqrt(varianceOf(noise)),
  }
  const truth = Math.abs(figures.correlation) > 3 * figures.chance ? 'trace' : 'noise'
  return { truth, figures, reveal: () => words().trace.reveal(figures) }
}

/** How strong two noises are together: by their mean, half way along the arc, and as a sum. */
export function measureMix({ walk: { settings } }: Instruments) {
  const values = valuesOf(modelOf(settings))
  const [a, b] = [0, 1].map((k) =>
    normalArray({ seed: settings.seed + k, purpose: 'start', step: 0, sample: 0 }, values),
  ) as [Float32Array, Float32Array]
  const deviation = (noise: Float32Array) => Math.sqrt(varianceOf(noise))
  const sum = a.map((value, i) => value + (b[i] ?? NaN))
  const figures = { mean: deviation(sum) / 2, arc: deviation(slerp(a, b, 0.5)), sum: deviation(sum) }
  const off = (key: keyof typeof figures) => Math.abs(figures[key] - 1)
  const truth = (['mean', 'arc', 'sum'] as const).reduce((best, key) => (off(key) < off(best) ? key : best))
  return Promise.resolve({ truth, figures, reveal: () => words().between.reveal(figures) })
}
