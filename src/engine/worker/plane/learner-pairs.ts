import { hiddenClass, levelAt, logSnrTimes, makeSampler, normalArray, type Points } from '../../../diffusion'
import { readPacked, scoped, type Tensor, tensorAlgebra, uploadPoints } from '../../../network'
import { networkDenoiser } from '../../../network/learner'
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

/** How many pairs of each class, 2 being none in particular: as often as examples are of them. */
function counts({ labels }: Points, dropClass: number): readonly [label: number, count: number][] {
  const hidden = Math.round(PAIRS * dropClass)
  const ones = Math.round(((PAIRS - hidden) * labels.reduce((sum, label) => sum + label, 0)) / labels.length)
  return [
    [0, PAIRS - hidden - ones],
    [1, ones],
    [hiddenClass, hidden],
  ]
}

/**
 * Pairs of reflow: noises, and where the network as it is now leads each by its own flow, each class's by itself: the flows of
 * two classes cross. Liu et al. 2023, algorithm 1. Solved by Heun's method, so the ends are nearly the flow's.
 *
 * @returns undefined if the network leads anywhere to no number
 */
export async function makePairs(pupil: Pupil, points: Points): Promise<Points | undefined> {
  const { seed, dropClass } = pupil.shape
  const made = { x0: new Float32Array(2 * PAIRS), labels: new Uint8Array(PAIRS), eps: new Float32Array(2 * PAIRS) }
  let first = 0
  for (const [label, count] of counts(points, dropClass)) {
    if (count === 0) continue
    const eps = normalArray({ seed, purpose: 'pairs', step: pupil.state.step, sample: label }, 2 * count)
    made.eps.set(eps, 2 * first)
    made.x0.set(await ends(pupil, eps, label), 2 * first)
    made.labels.fill(label, first, first + count)
    first += count
  }
  return made.x0.every(Number.isFinite) ? made : undefined
}
