import type { Denoised, Level } from '../../../diffusion'
import type { Inside, Tensor } from '../../../network'
import type { Change } from '../../protocol/changes'
import type { Answer, AnswerListener } from './denoiser'

/** What became of one look of a step at the network. */
export interface RecordedLook {
  readonly at: Level
  readonly x: Tensor
  readonly answers: readonly Answer[]
  readonly changed: readonly { readonly kind: Change['kind']; readonly answer: Denoised<Tensor> }[]
  /** What the sampler was given. */
  readonly denoised: Denoised<Tensor>
  readonly inside?: { readonly answer: Answer; readonly pass: Inside } | undefined
}

/** Which inner activations to observe, and in which of guidance's two answers. */
export interface InsideWish {
  readonly of: Answer['of']
  /** @param first the first picture of that answer in the batch */
  readonly pass: (first: number) => Inside
}

/**
 * Records one look of a step, by its number from 0; the others leave nothing. Of a single answer the inside is seen whichever is
 * wished: the answer that is wanted comes first, the other last.
 */
export function recordLook(number: number, wish?: InsideWish) {
  let looks = 0
  let [answers, changed]: [Answer[], { kind: Change['kind']; answer: Denoised<Tensor> }[]] = [[], []]
  let recorded: RecordedLook | undefined
  let [pass, seenOf]: [Inside | undefined, Answer['of'] | undefined] = [undefined, undefined]
  const isOn = () => looks === number

  const listener: AnswerListener = {
    watch: (of, first) => {
      if (!isOn() || !wish || (pass && wish.of === 'wanted')) return undefined
      pass?.dispose()
      pass = wish.pass(first)
      seenOf = of
      return pass.watch
    },
    answered: (answer) => {
      if (isOn()) answers = [...answers, answer]
    },
    changed: (kind, answer) => {
      if (isOn()) changed = [...changed, { kind, answer }]
    },
  }
  return {
    listener,
    /** A run's denoiser, whose looks are counted. */
    around:
      (denoise: (x: Tensor, at: Level) => Denoised<Tensor>) =>
      (x: Tensor, at: Level): Denoised<Tensor> => {
        const denoised = denoise(x, at)
        const answer = answers.find(({ of }) => of === seenOf)
        if (isOn())
          recorded = { at, x, answers, changed, denoised: denoised, inside: pass && answer && { answer, pass } }
        looks += 1
        return denoised
      },
    /** @throws Error if the step did not look so often */
    recorded: (): RecordedLook => {
      if (recorded) return recorded
      throw new Error(`The step looked at the network ${looks} times, not ${number + 1}.`)
    },
    dispose: () => {
      pass?.dispose()
    },
  }
}
