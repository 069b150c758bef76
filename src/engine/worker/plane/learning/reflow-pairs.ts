import { hiddenClass, levelAt, logSnrTimes, makeSampler, normalArray, type Points } from '../../../../diffusion'
import { readPacked, scoped, type Tensor, tensorAlgebra, uploadPoints } from '../../../../network'
import { networkDenoiser } from '../../../../network/learner'
import { matricesOf, type Learner } from './learner'

/** Number of pairs, and of Heun steps along the flow. */
const PAIRS = 2048
const STEPS = 24

/** Where the network's probability flow, conditioned on a class or on none, leads each noise: [N·2] → [N·2]. */
async function flowEnds(learner: Learner, eps: Float32Array, label: number): Promise<Float32Array> {
  const { process, shape } = learner
  const levels = logSnrTimes(process, STEPS).map((t) => levelAt(process, t))
  const denoise = networkDenoiser(() => matricesOf(learner), process, shape.prediction, label)
  const heun = makeSampler({ id: 'heun', churn: 0 })
  matricesOf(learner) // made here, outside the scope, which would dispose them
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

/** How many pairs to make of each class, and of none: in the proportions in which examples are drawn. */
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
 * Reflow's pairs: noises, and where the flow of the network as it is now leads each of them. Each class has a flow of its own,
 * because the flows of two classes cross. Liu et al. 2023, algorithm 1; solved by Heun's method.
 *
 * @returns undefined if an end is not finite
 */
export async function makePairs(learner: Learner, points: Points): Promise<Points | undefined> {
  const { seed, dropClass } = learner.shape
  const pairs = { x0: new Float32Array(2 * PAIRS), labels: new Uint8Array(PAIRS), eps: new Float32Array(2 * PAIRS) }
  let first = 0
  for (const [label, count] of counts(points, dropClass)) {
    if (count === 0) continue
    const eps = normalArray({ seed, purpose: 'pairs', step: learner.state.step, sample: label }, 2 * count)
    pairs.eps.set(eps, 2 * first)
    pairs.x0.set(await flowEnds(learner, eps, label), 2 * first)
    pairs.labels.fill(label, first, first + count)
    first += count
  }
  return pairs.x0.every(Number.isFinite) ? pairs : undefined
}
