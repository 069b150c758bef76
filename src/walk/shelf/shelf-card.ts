import { type Fields, number, object, type Source, sources, text } from './shelf-fields'

/** What a network's card.json says to people. */
export interface ShelfCard {
  readonly title: string
  readonly bytes: number
  /** SHA-256 of the weights. */
  readonly hash: string
  readonly data: DataOf
  /** The weights'. */
  readonly licence: string
  readonly training: { readonly steps: number; readonly minutes: number; readonly hardware: string }
  /** What was measured; null where nothing was. */
  readonly quality: Quality | null
  /** Whether a contact sheet lies beside it. */
  readonly sheet: boolean
  /** Whether some of its samples lie beside it, over their nearest training pictures. */
  readonly nearest: boolean
}

/** What it learned from. */
export interface DataOf {
  readonly name: string
  readonly licence: string
  readonly sources: readonly Source[]
}

export interface Quality {
  /** By the variational bound, estimated. */
  readonly bitsPerDimension: number | null
  /** Root mean square of x̂₀ less the mean picture of the class, at pure noise: null where it was not measured. */
  readonly atPureNoise: number | null
  /** Share of samples that are nearly a training picture, and of unseen test pictures that are; null where none were kept back. */
  readonly copies: {
    readonly samples: number
    readonly test: number | null
    /** w under which these samples were drawn; null: without. */ readonly guidance: number | null
  } | null
  /** Runs without guidance: those of equally many samples can be compared. The most samples first. */
  readonly tables: readonly JudgedTable[]
  readonly guided: readonly GuidedRun[]
}

/** Runs of so many samples each. */
export interface JudgedTable {
  readonly samples: number
  /** As of its runs. */
  readonly floor: number | null
  readonly runs: readonly JudgedRun[]
}

/** So many samples by one sampler: the share that the judge names as asked (null where nothing was asked), and the Fréchet distance. */
export interface JudgedRun {
  readonly sampler: string
  readonly steps: number
  readonly samples: number
  readonly accuracy: number | null
  readonly frechet: number | null
  /** The Fréchet distance of as many real pictures: what lies at it, so many samples cannot tell from them. */
  readonly floor: number | null
}

export interface GuidedRun extends JudgedRun {
  /** w of classifier-free guidance. */
  readonly guidance: number
}

const WEIGHTS = 'unet/diffusion_pytorch_model.safetensors'

const inOrder = (a: JudgedRun, b: JudgedRun) => a.sampler.localeCompare(b.sampler) || a.steps - b.steps

/** @param usual how many samples a run has that does not say it, in older cards */
function judgedRuns(runs: readonly Fields[], usual: number, floors: Fields): JudgedRun[] {
  return runs.map((run) => {
    const samples = number(run['samples']) ?? usual
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
    const equal = runs.filter((run) => run.samples === samples).sort(inOrder)
    return { samples, floor: equal[0]?.floor ?? null, runs: equal }
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
  const usual =
    number(quality['samples']) ?? number(runs.find((run) => number(run['guidance']) === null)?.['samples']) ?? 0
  const isGuided = (run: Fields) => number(run['guidance']) !== null
  const led = runs.filter(isGuided)
  const floors = object(quality['floor'])
  return {
    bitsPerDimension: number(quality['bitsPerDimensionEstimate']),
    atPureNoise: number(object(quality['atPureNoise'])['rms']),
    copies: copiesOf(object(quality['nearest'])),
    tables: tablesOf(
      judgedRuns(
        runs.filter((run) => !isGuided(run)),
        usual,
        floors,
      ),
    ),
    guided: judgedRuns(led, usual, floors)
      .map((run, i) => ({ ...run, guidance: number(led[i]?.['guidance']) ?? 1 }))
      .sort((a, b) => a.guidance - b.guidance || inOrder(a, b)),
  }
}

export const dataOf = (data: Fields): DataOf => ({
  name: text(data['name']),
  licence: text(data['licence']),
  sources: sources(data['source']),
})

/** A card's JSON, whatever it holds; what is missing is empty. */
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

/** Fetches cards, each read as what it is; one that cannot be had is null. */
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
