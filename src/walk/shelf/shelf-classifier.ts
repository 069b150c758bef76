import { type DataOf, dataOf } from './shelf-card'
import { type Fields, number, object, text } from './shelf-fields'

/** What the card.json of a classifier of noisy pictures says to people. */
export interface ClassifierCard {
  readonly title: string
  readonly bytes: number
  /** SHA-256 of the weights. */
  readonly hash: string
  readonly data: DataOf
  /** The weights'. */
  readonly licence: string
  readonly training: { readonly epochs: number; readonly minutes: number; readonly hardware: string }
  /** Share of noised test pictures that are named right, from little noise to much; t as on the timeline, above 0. */
  readonly accuracy: readonly { readonly t: number; readonly share: number }[]
  /** Share of samples that are named as asked where it alone leads, by scale. */
  readonly guided: readonly { readonly scale: number; readonly share: number }[]
  /** The share that is right by guessing; null where it knows no classes. */
  readonly chance: number | null
}

const WEIGHTS = 'classifier/diffusion_pytorch_model.safetensors'

/** The shares of a table by the number in their names, in its order; what is no share of anything is left out. */
const byNumber = (table: unknown, name: RegExp): readonly (readonly [number, number])[] =>
  Object.entries(object(table))
    .flatMap(([key, value]) => {
      const [digits, share] = [name.exec(key)?.[1], number(value)]
      return digits === undefined || share === null || share < 0 || share > 1 ? [] : [[Number(digits), share] as const]
    })
    .sort(([a], [b]) => a - b)

const measured = (quality: Fields) => ({
  accuracy: byNumber(quality['testAccuracyByTimestep'], /^(\d{1,4})$/).map(([timestep, share]) => ({
    t: timestep + 1,
    share,
  })),
  guided: byNumber(quality['guidedAccuracy'], /^scale (\d{1,4}(?:\.\d{1,4})?)$/).map(([scale, share]) => ({
    scale,
    share,
  })),
})

/** A classifier's card, whatever it holds; what is missing is empty. */
export function classifierCard(json: unknown): ClassifierCard {
  const card = object(json)
  const [training, weights, labels] = [object(card['training']), object(object(card['files'])[WEIGHTS]), card['labels']]
  return {
    title: text(card['title']),
    bytes: number(weights['bytes']) ?? 0,
    hash: text(weights['sha256']),
    data: dataOf(object(card['data'])),
    licence: text(card['licence']),
    training: {
      epochs: number(object(card['recipe'])['epochs']) ?? 0,
      minutes: number(training['minutes']) ?? 0,
      hardware: text(training['hardware']),
    },
    ...measured(object(card['quality'])),
    chance: Array.isArray(labels) && labels.length > 0 ? 1 / labels.length : null,
  }
}
