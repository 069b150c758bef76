import { type Fields, number, object, type Source, sources, text } from './shelf-fields'

/** The parts of a network's card.json that visitors see. */
export interface ShelfCard {
  readonly title: string
  readonly bytes: number
  /** SHA-256 of the weights. */
  readonly hash: string
  readonly data: TrainingData
  /** Of the weights. */
  readonly licence: string
  readonly training: { readonly steps: number; readonly minutes: number; readonly hardware: string }
  /** Measurements; null if there are none. */
  readonly quality: Quality | null
  /** Whether the folder contains a contact sheet of samples. */
  readonly sheet: boolean
  /** Whether the folder contains samples above their nearest training pictures. */
  readonly nearest: boolean
}

/** The training data. */
export interface TrainingData {
  readonly name: string
  readonly licence: string
  readonly sources: readonly Source[]
}

export interface Quality {
  /** An estimate of the variational bound. */
  readonly bitsPerDimension: number | null
  /** Root mean square of x̂₀ at pure noise minus the mean picture of the class; null if it was not measured. */
  readonly atPureNoise: number | null
  /** The share of samples that nearly copy a training picture, and for comparison of test pictures; null if it was not measured. */
  readonly copies: {
    readonly samples: number
    readonly test: number | null
    /** The guidance scale w of these samples; null without guidance. */
    readonly guidance: number | null
  } | null
  /** Runs without guidance, in one table per number of samples, because only those can be compared; the largest number first. */
  readonly tables: readonly JudgedTable[]
  readonly guided: readonly GuidedRun[]
}

/** Judged runs with the same number of samples. */
export interface JudgedTable {
  readonly samples: number
  /** The floor of its runs. */
  readonly floor: number | null
  readonly runs: readonly JudgedRun[]
}

/** The judgement of samples by one sampler: the share that the judge names as asked (null if no class was asked), and the Fréchet distance. */
export interface JudgedRun {
  readonly sampler: string
  readonly steps: number
  readonly samples: number
  readonly accuracy: number | null
  readonly frechet: number | null
  /** The Fréchet distance of as many real pictures: samples at this distance cannot be told from real pictures. */
  readonly floor: number | null
}

export interface GuidedRun extends JudgedRun {
  /** The scale w of classifier-free guidance. */
  readonly guidance: number
}

const WEIGHTS = 'unet/diffusion_pytorch_model.safetensors'

const inOrder = (a: JudgedRun, b: JudgedRun) => a.sampler.localeCompare(b.sampler) || a.steps - b.steps

/** @param defaultSamples the number of samples of runs that do not say it, in older cards */
function judgedRuns(runs: readonly Fields[], defaultSamples: number, floors: Fields): JudgedRun[] {
  return runs.map((run) => {
    const samples = number(run['samples']) ?? defaultSamples
    return {
      sampler: text(run['sampler']),
      steps: number(run['steps']) ?? 0,
      samples,
      accuracy: number(run['accuracy']),
      frechet: number(run['frechet']),
      floor: number(floors[`train${samples}`]),
    }
  })
}

function tablesOf(runs: readonly JudgedRun[]): JudgedTable[] {
  const counts = [...new Set(runs.map(({ samples }) => samples))].sort((a, b) => b - a)
  return counts.map((samples) => {
    const comparable = runs.filter((run) => run.samples === samples).sort(inOrder)
    return { samples, floor: comparable[0]?.floor ?? null, runs: comparable }
  })
}

function copiesOf(near: Fields): Quality['copies'] {
  const [samples, test] = [number(object(near['samples'])['copies']), number(object(near['test'])['copies'])]
  return samples === null ? null : { samples, test, guidance: number(near['guidance']) }
}

function qualityOf(value: unknown): ShelfCard['quality'] {
  if (value === null || value === undefined) return null
  const quality = object(value)
  const runs = (Array.isArray(quality['runs']) ? quality['runs'] : []).map(object)
  const defaultSamples =
    number(quality['samples']) ?? number(runs.find((run) => number(run['guidance']) === null)?.['samples']) ?? 0
  const isGuided = (run: Fields) => number(run['guidance']) !== null
  const guidedRuns = runs.filter(isGuided)
  const floors = object(quality['floor'])
  return {
    bitsPerDimension: number(quality['bitsPerDimensionEstimate']),
    atPureNoise: number(object(quality['atPureNoise'])['rms']),
    copies: copiesOf(object(quality['nearest'])),
    tables: tablesOf(
      judgedRuns(
        runs.filter((run) => !isGuided(run)),
        defaultSamples,
        floors,
      ),
    ),
    guided: judgedRuns(guidedRuns, defaultSamples, floors)
      .map((run, i) => ({ ...run, guidance: number(guidedRuns[i]?.['guidance']) ?? 1 }))
      .sort((a, b) => a.guidance - b.guidance || inOrder(a, b)),
  }
}

export const dataOf = (data: Fields): TrainingData => ({
  name: text(data['name']),
  licence: text(data['licence']),
  sources: sources(data['source']),
})

/** Reads a card's JSON, whatever it contains; missing values are empty. */
export function shelfCard(json: unknown): ShelfCard {
  const card = object(json)
  const [data, training, files] = [object(card['data']), object(card['training']), object(card['files'])]
  return {
    title: text(card['title']),
    bytes: number(object(files[WEIGHTS])['bytes']) ?? 0,
    hash: text(object(files[WEIGHTS])['sha256']),
    data: dataOf(data),
    licence: text(card['licence']),
    training: {
      steps: number(training['steps']) ?? 0,
      minutes: number(training['minutes']) ?? 0,
      hardware: text(training['hardware']),
    },
    quality: qualityOf(card['quality']),
    sheet: 'sheet.png' in files,
    nearest: 'nearest.png' in files,
  }
}

/** Fetches cards; one that does not arrive is null. */
export const fetchCards = <Card>(
  base: string,
  ids: readonly string[],
  read: (json: unknown) => Card,
): Promise<readonly (Card | null)[]> =>
  Promise.all(
    ids.map(async (id) => {
      try {
        const response = await fetch(`${base}models/${id}/card.json`)
        return response.ok ? read(await response.json()) : null
      } catch {
        return null
      }
    }),
  )
