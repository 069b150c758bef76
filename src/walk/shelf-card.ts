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
  /** Samples of each run. */
  readonly samples: number
  /** The Fréchet distance of as many real pictures. */
  readonly floor: number | null
  /** By the variational bound, estimated. */
  readonly bitsPerDimension: number | null
  /** Share of samples that are nearly a training picture, and of unseen test pictures that are; null where none were kept back. */
  readonly copies: { readonly samples: number; readonly test: number | null; /** w under which these samples were drawn; null: without. */ readonly guidance: number | null } | null
  /** Without guidance. */
  readonly runs: readonly JudgedRun[]
  readonly guided: readonly GuidedRun[]
}

/** So many samples by one sampler: the share that the judge names as asked (null where nothing was asked), and the Fréchet distance. */
export interface JudgedRun {
  readonly sampler: string
  readonly steps: number
  readonly accuracy: number | null
  readonly frechet: number | null
}

export interface GuidedRun extends JudgedRun {
  /** w of classifier-free guidance. */
  readonly guidance: number
}

const WEIGHTS = 'unet/diffusion_pytorch_model.safetensors'

function judgedRun(run: Fields): JudgedRun {
  return { sampler: text(run['sampler']), steps: number(run['steps']) ?? 0, accuracy: number(run['accuracy']), frechet: number(run['frechet']) }
}

const inOrder = (a: JudgedRun, b: JudgedRun) => a.sampler.localeCompare(b.sampler) || a.steps - b.steps

function qualityOf(value: unknown): ShelfCard['quality'] {
  if (value === null || value === undefined) return null
  const quality = object(value)
  const runs = (Array.isArray(quality['runs']) ? quality['runs'] : []).map(object)
  const plain = runs.filter((run) => number(run['guidance']) === null)
  const samples = number(quality['samples']) ?? number((plain[0] ?? runs[0])?.['samples']) ?? 0
  const near = object(quality['nearest'])
  const [ours, test] = [number(object(near['samples'])['copies']), number(object(near['test'])['copies'])]
  return {
    samples,
    floor: number(object(quality['floor'])[`train${samples}`]),
    bitsPerDimension: number(quality['bitsPerDimensionEstimate']),
    copies: ours === null ? null : { samples: ours, test, guidance: number(near['guidance']) },
    runs: plain.map(judgedRun).sort(inOrder),
    guided: runs.flatMap((run) => {
      const guidance = number(run['guidance'])
      return guidance === null ? [] : [{ ...judgedRun(run), guidance }]
    }).sort((a, b) => a.guidance - b.guidance || inOrder(a, b)),
  }
}

export const dataOf = (data: Fields): DataOf => ({ name: text(data['name']), licence: text(data['licence']), sources: sources(data['source']) })

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
    training: { steps: number(training['steps']) ?? 0, minutes: number(training['minutes']) ?? 0, hardware: text(training['hardware']) },
    quality: qualityOf(card['quality']),
    sheet: 'sheet.png' in files,
    nearest: 'nearest.png' in files,
  }
}

/** Fetches cards, each read as what it is; one that cannot be had is null. */
export const fetchCards = <Card>(base: string, ids: readonly string[], read: (json: unknown) => Card): Promise<readonly (Card | null)[]> =>
  Promise.all(ids.map(async (id) => {
    try {
      const response = await fetch(`${base}models/${id}/card.json`)
      return response.ok ? read(await response.json()) : null
    } catch {
      return null
    }
  }))
