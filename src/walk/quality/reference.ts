import { type FittedGaussian, fittedGaussian } from '../../diffusion'

/** What training/features.py stores beside the bytes [count·dimension]: a feature is low + step · byte. */
export interface FeaturesCard {
  /** SHA-256 of the classifier's weights whose features they are. */
  readonly classifier: string
  readonly count: number
  readonly dimension: number
  /** The classes of the pictures follow in turn. */
  readonly classes: number
  readonly low: readonly number[]
  readonly step: readonly number[]
  /** The mean of the kernel over pairs of different pictures, 1 in `classes` of which are of one class. */
  readonly meanWithin: number
}

/** Features of real digits, with which those of drawn ones are compared. */
export interface Reference {
  /** [count·dimension]. */
  readonly features: Float64Array
  readonly dimension: number
  readonly classes: number
  readonly meanWithin: number
  readonly gaussian: FittedGaussian
}

/** @throws RangeError where bytes and card do not fit */
export function referenceOf(
  { count, dimension, classes, low, step, meanWithin }: FeaturesCard,
  bytes: Uint8Array,
): Reference {
  if (bytes.length !== count * dimension || low.length !== dimension || step.length !== dimension)
    throw new RangeError(`${bytes.length} bytes are not ${count} pictures of ${dimension} features.`)
  const features = Float64Array.from(
    bytes,
    (byte, i) => (low[i % dimension] ?? NaN) + (step[i % dimension] ?? NaN) * byte,
  )
  return { features, dimension, classes, meanWithin, gaussian: fittedGaussian(features, dimension) }
}

async function fetched(url: string): Promise<Response> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url}: ${response.status}`)
  return response
}

let keptReference: Promise<Reference | undefined> | undefined

/** The features of real digits, fetched once; undefined where they do not come, as in a page that is a single file. */
export function fetchReference(base: string): Promise<Reference | undefined> {
  keptReference ??= (async () => {
    const [card, bytes] = await Promise.all([
      fetched(`${base}features/digits.json`),
      fetched(`${base}features/digits.bin`),
    ])
    return referenceOf((await card.json()) as FeaturesCard, new Uint8Array(await bytes.arrayBuffer()))
  })().catch(() => {
    keptReference = undefined // the next one tries again
    return undefined
  })
  return keptReference
}
