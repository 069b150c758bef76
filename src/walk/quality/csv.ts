import { effectiveGrid } from '../../runs/sampler-settings'
import type { Settings } from '../model/settings'
import { type Frechet, kernelOf } from './distances'
import type { Reference } from './reference'
import { BATCH, classesOf, evaluationsOf, type Score, shareOf } from './trial'

/** The columns of the table: all that is needed to draw the same pictures again. */
const COLUMNS = [
  'lane',
  'network',
  'sampler',
  'process',
  'grid',
  'steps',
  'evaluations',
  'guidance',
  'class policy',
  'first seed',
  'n',
  'named',
  'share',
  'low',
  'high',
  'kernel distance',
  'its standard error',
  'pictures of the Fréchet distance',
  'Fréchet distance',
  'its floor',
  'back end',
  'kernels',
  'link',
] as const

/** How the classes and seeds follow on each other, for a reader of the file. */
const policyOf = (settings: Settings): string =>
  `picture k asked for class k mod ${classesOf(settings)}; ${BATCH} pictures a seed; seeds follow on each other`

/** A field as RFC 4180 writes it: within quotation marks where it has a comma, a quotation mark or a line break. */
const quoted = (value: string): string => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)

/** What the pictures were compared with, and the Fréchet distances. */
interface Compared {
  readonly reference?: Reference | null
  readonly frechet?: Frechet
}

function distancesOf(score: Score, { reference, frechet }: Compared): readonly (string | number)[] {
  const kernel = reference ? kernelOf(score, reference) : undefined
  const distance = frechet?.of.get(score.trial)
  return [
    ...(kernel ? [kernel.mean, kernel.error] : ['', '']),
    ...(frechet && distance !== undefined ? [frechet.n, distance, frechet.floor.mean] : ['', '', '']),
  ]
}

function rowOf(score: Score, compared: Compared, linkOf: (score: Score) => string): readonly (string | number)[] {
  const { trial, n, named, by } = score
  const { lane, settings } = trial
  const { model, own: ownNetwork, sampler, order, process, steps, guidance, seed } = settings
  const interval = shareOf(score)
  return [
    lane + 1,
    ownNetwork?.id === model ? ownNetwork.title : model,
    sampler === 'dpm-solver++' ? `${sampler} ${order}` : sampler,
    process,
    effectiveGrid(settings),
    steps,
    evaluationsOf(score) ?? '',
    guidance,
    policyOf(settings),
    seed,
    n,
    named,
    ...(interval ? [interval.share, interval.low, interval.high] : ['', '', '']),
    ...distancesOf(score, compared),
    by?.backend ?? '',
    by?.kernels ?? '',
    linkOf(score),
  ]
}

/** The table of all scores, with a header; numbers have a point and all their digits, whatever the language. @param linkOf opens its settings */
export const scoresCsv = (scores: readonly Score[], compared: Compared, linkOf: (score: Score) => string): string =>
  [COLUMNS, ...scores.map((score) => rowOf(score, compared, linkOf))]
    .map((row) => `${row.map((value) => quoted(String(value))).join(',')}\r\n`)
    .join('')
