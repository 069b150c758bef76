import type { Instruments } from '../instruments/instruments'
import type { PictureShape } from '../../ui/paint'

/** What a visitor answers: an option's id, a number, a t, a picture's index, or a curve's heights. */
export type Guess = string | number | readonly number[]

/** What the visitor's own machine has measured. */
export interface Measured<Truth extends Guess = Guess> {
  readonly truth: Truth
  /** The measured numbers behind it, by name. */
  readonly figures: Readonly<Record<string, number>>
  /** The sentence under the answer, in the language that is on. */
  readonly reveal: () => string
}

/** A question that asks for a prediction. Its answer is measured from what is on the screen, after the visitor has committed. */
interface Asked<Kind extends string, Truth extends Guess> {
  readonly kind: Kind
  /** @throws Unanswered where the engine gives no answer; NothingToMeasure where the page shows nothing that could be measured */
  readonly measure: (instruments: Instruments) => Promise<Measured<Truth>>
}

/** One of a few sentences. */
export interface ChoiceQuestion extends Asked<'choice', string> {
  readonly options: readonly string[]
  /** The option that the lesson's words explain: what its preset comes to. A visitor who changes the walk may measure another. */
  readonly usual: string
}

/** A number. A guess is right within `within`, or within the share `share` of the truth, whichever is more. */
export interface NumberQuestion extends Asked<'number', number> {
  readonly min: number
  readonly max: number
  readonly step: number
  readonly within?: number
  readonly share?: number
  /** 0.25 is shown as 25 %. */
  readonly percent?: true
}

/** A point on the timeline, t in [0, T]. A guess is right within `within` of t. */
export interface MomentQuestion extends Asked<'moment', number> {
  readonly within: number
}

/** A curve over x, to be sketched at so many points. A sketch is right if its mean distance from the truth is at most `within`. */
export interface CurveQuestion extends Asked<'curve', readonly number[]> {
  readonly points: number
  readonly x: readonly [number, number]
  readonly y: readonly [number, number]
  readonly within: number
}

/** One of a few pictures, which are computed before the visitor chooses. */
export interface PictureQuestion extends Asked<'picture', number> {
  readonly pictures: (instruments: Instruments) => Promise<readonly ShownPicture[]>
}

export interface ShownPicture {
  /** [C·H·W], 0 black … 255 white. */
  readonly bytes: Uint8ClampedArray
  readonly shape: PictureShape
}

export type Question = ChoiceQuestion | NumberQuestion | MomentQuestion | CurveQuestion | PictureQuestion
