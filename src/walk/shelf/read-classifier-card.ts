import { type TrainingData, dataOf } from './read-network-card'
import { type Fields, number, object, text } from './shelf-fields'

/** The parts of a classifier's card.json that visitors see. */
export interface ClassifierCard {
  readonly title: string
  readonly bytes: number
  /** SHA-256 of the weights. */
  readonly hash: string
  readonly data: TrainingData
  /** Of the weights. */
  readonly licence: string
  readonly training: { readonly epochs: number; readonly minutes: number; readonly hardware: string }
  /** The share of noisy test pictures that it names right, from little noise to much; t as on the timeline, above 0. */
  readonly accuracy: readonly { readonly t: number; readonly share: number }[]
  /** The share of samples that are named as asked when only this classifier guides, by guidance scale. */
  readonly guided: readonly { readonly scale: number; readonly share: number }[]
  /** The share that guessing names right; null if the card lists no classes. */
  readonly chance: number | null
}

const WEIGHTS = 'classifier/diffusion_pytorch_model.safetensors'

/** The shares in a table, sorted by the number in their names. Leaves out values that are not shares. */
const sharesByNumber = (table: unknown, name: RegExp): readonly (readonly [number, number])[] =>
  Object.entries(object(table))
    .flatMap(([key, value]) => {
      const [digits, share] = [name.exec(key)?.[1], number(value)]
      return digits === undefined || share === null || share < 0 || share > 1 ? [] : [[Number(digits), share] as const]
    })
    .sort(([a], [b]) => a - b)

const measurementsOf = (quality: Fields) => ({
  accuracy: sharesByNumber(quality['testAccuracyByTimestep'], /^(\d{1,4})$/).map(([timestep, share]) => ({
    t: timestep + 1,
    share,
  })),
  guided: sharesByNumber(quality['guidedAccuracy'], /^scale (\d{1,4}(?:\.\d{1,4})?)$/).map(([scale, share]) => ({
    scale,
    share,
  })),
})

/** Reads a classifier's card, whatever it contains; missing values are empty. */
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
    ...measurementsOf(object(card['quality'])),
    chance: Array.isArray(labels) && labels.length > 0 ? 1 / labels.length : null,
  }
}
