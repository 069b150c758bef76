import { hiddenClass, levelAt, logSnrTimes, makeSampler, normalArray, type Points } from '../../diffusion'
import { readPacked, scoped, type Tensor, tensorAlgebra, uploadPoints } from '../../network'
import { networkDenoiser } from '../../network/learner'
import { answersOf, type Pupil } from './learner-pupil'

/** Pairs that are made at a time, and Heun steps to each. */
const PAIRS = 2048
const STEPS = 24

/** Where the network's probability flow leads noises, by a class or none. */
async function ends(pupil: Pupil, eps: Float32Array, label: number): Promise<Float32Array> {
  const { process, shape } = pupil
  const levels = logSnrTimes(process, STEPS).map((t) => levelAt(process, t))
  const denoise = networkDenoiser(() => answersOf(pupil), process, shape.prediction, label)
  const heun = makeSampler({ id: 'heun', churn: 0 })
  answersOf(pupil) // cut before the scope, to stay
  const [first] = levels
  let x0: Float32Array = new Float32Array()
  await scoped(async () => {
    const scale = first ? Math.hypot(first.signal, first.noise) : NaN
    let xt: Tensor = tensorAlgebra.combine([scale, uploadPoints(eps)])
    for (const [i, to] of levels.slice(1).entries()) {
      const from = levels[i]
      if (from) xt = heun({ algebra: tensorAlgebra, xt, from, to, denoise, normal: () => xt, process }).next
    }
    x0 = (await readPacked([xt]))[0] ?? x0
    return []
  })
  return x0
}

/**
 * Pairs of reflow: noises, and where the network as it is now leads each by its own flow, classes as often as among the points.
 * Liu et al. 2023, algorithm 1. Solved by Heun's method, so its ends are nearly the flow's.
 *
 * @returns undefined if the network leads anywhere to no number
 */
export async function makePairs(pupil: Pupil, { labels }: Points): Promise<Points | undefined> {
  const { seed, dropClass } = pupil.shape
  const ones = Math.round((PAIRS * labels.reduce((sum, label) => sum + label, 0)) / labels.length)
  const made = { x0: new Float32Array(2 * PAIRS), labels: new Uint8Array(PAIRS).fill(1, PAIRS - ones), eps: new Float32Array(2 * PAIRS) }
  for (const [label, first, count] of [[0, 0, PAIRS - ones], [1, PAIRS - ones, ones]] as const) {
    if (count === 0) continue
    const eps = normalArray({ seed, purpose: 'pairs', step: pupil.state.step, sample: label }, 2 * count)
    made.eps.set(eps, 2 * first)
    made.x0.set(await ends(pupil, eps, dropClass === 1 ? hiddenClass : label), 2 * first)
  }
  return made.x0.every(Number.isFinite) ? made : undefined
}
