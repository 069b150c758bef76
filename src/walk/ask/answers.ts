import { arrayAlgebra, denoised, type Denoised, type NoisyExample, noised, type Prediction } from '../../diffusion'
import type { Engine } from '../../engine/page/pictures/client'
import { MOST_ASKED } from '../../engine/protocol/ask'
import type { Fault } from '../../engine/protocol/pictures'

// How the studies ask the network about noisy pictures of their own: at levels of its own schedule, many at once.

/** What can be asked. */
export type Asker = Pick<Engine, 'ask'>

/** A noisy picture that the network is asked about. */
export interface NoisyPicture {
  /** [C·H·W] */
  readonly xt: Float32Array
  /** Its level, on the network's own schedule: t in {1, …, T}. */
  readonly at: NoisyExample['at']
  /** The class that the network is told; null for none. */
  readonly label: number | null
}

/** A noisy picture of which it is known what led to it. */
export interface Example extends NoisyPicture, NoisyExample {}

/** The noisy picture of x₀ and ε at a level. */
export const exampleOf = (of: NoisyExample & Pick<NoisyPicture, 'label'>): Example => ({
  ...of,
  xt: noised(of.x0, of.eps, of.at),
})

/** What the network answers about one of them. */
export interface RawAnswer {
  /** [C·H·W], of its own prediction type. */
  readonly output: Float32Array
  /** [C·H·W], v of a learned-range head, if there is one. */
  readonly variance?: Float32Array
}

/** Why there is no answer: a fault, for which the page has a sentence; none where the question was dropped. */
export class Unanswered extends Error {
  constructor(readonly fault: Fault | undefined) {
    super(fault?.code ?? 'dropped')
  }
}

/** x̂₀ and ε̂ of an answer. @param clip whether x̂₀ is kept within black and white, and ε̂ derived from that */
export const readAnswer = (
  { xt, at }: NoisyPicture,
  { output, variance }: RawAnswer,
  prediction: Prediction,
  clip = false,
): Denoised<Float32Array> => denoised(arrayAlgebra, xt, at, output, { prediction, clip, v: variance })

/** The answers to a batch. @throws Unanswered */
async function askBatch(
  engine: Asker,
  batch: readonly NoisyPicture[],
  signal?: AbortSignal,
): Promise<readonly RawAnswer[]> {
  const size = batch[0]?.xt.length ?? 0
  const states = new Float32Array(batch.length * size)
  batch.forEach(({ xt }, i) => {
    states.set(xt, i * size)
  })
  const timesteps = batch.map(({ at }) => at.t - 1)
  const answered = await engine.ask({ states, timesteps, labels: batch.map(({ label }) => label) }, signal)
  if (answered.status !== 'answered') throw new Unanswered(answered.status === 'failed' ? answered.fault : undefined)
  const { output, variance } = answered
  return batch.map((_, i) => {
    const of = (values: Float32Array) => values.subarray(i * size, (i + 1) * size)
    return { output: of(output), ...(variance && { variance: of(variance) }) }
  })
}

/** What the network says of one noisy picture. @throws Unanswered */
export async function askOne(engine: Asker, picture: NoisyPicture, signal?: AbortSignal): Promise<RawAnswer> {
  const [answer] = await askBatch(engine, [picture], signal)
  if (!answer) throw new Unanswered(undefined)
  return answer
}

/**
 * What the network says of many noisy pictures, batch by batch. Between two batches a run that plays takes its steps, and the
 * signal ends it.
 *
 * @param count how many there are; @param at makes the k-th when its batch is due
 * @param batch how many are asked at once, at most MOST_ASKED
 * @returns each batch's pictures with their answers
 * @throws Unanswered
 */
export async function* askMany<Of extends NoisyPicture>(
  engine: Asker,
  count: number,
  at: (k: number) => Of,
  signal: AbortSignal,
  batch = MOST_ASKED,
): AsyncGenerator<readonly (readonly [Of, RawAnswer])[]> {
  for (let first = 0; first < count; first += batch) {
    const all = Array.from({ length: Math.min(batch, count - first) }, (_, i) => at(first + i))
    const answers = await askBatch(engine, all, signal)
    yield all.flatMap((one, i) => {
      const answer = answers[i]
      return answer ? [[one, answer] as const] : []
    })
  }
}
