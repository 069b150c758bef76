import {
  type Field,
  fieldsOf,
  flag,
  type LinkNote,
  number,
  oneOf,
  pairsOf,
  parameterFields,
  range,
  type Read,
  readFields,
  readGrid,
  readProcess,
  readRho,
  readSampler,
  shortened,
  writeFields,
  writeFlag,
} from '../shell/link'
import type { Pair } from '../shell/link-pairs'
import { SPEEDS } from '../runs/playback'
import { runDefaults } from '../runs/run-defaults'
import { effectiveGrid } from '../runs/sampler-settings'
import { MAX_SEED } from '../runs/seed'
import { T } from '../runs/timeline'
import { cutText, findPoints, fitsLink } from './data'
import {
  ANSWERERS,
  ARROWS,
  COLOURS,
  defaults,
  defaultsOf,
  DISTRIBUTIONS,
  HEAT_MAPS,
  limits,
  type PlaneSettings,
  type PointsRef,
  type RunChoice,
  runOf,
  SCHEDULES,
} from './settings'

/** The settings as a link lists them: without nesting. */
interface Flat extends Omit<PlaneSettings, 'points' | 'guidance' | 'beside'> {
  readonly points: PointsRef
  readonly label: 0 | 1 | null
  readonly guide: PlaneSettings['guidance']['kind']
  readonly scale: number
}

const flat = ({ guidance: { label, kind: guide, scale }, ...rest }: PlaneSettings): Flat => ({
  ...rest,
  label,
  guide,
  scale,
})

const nullable =
  <Value>(read: (text: string) => Read<Value>) =>
  (text: string): Read<Value | null> =>
    text === 'none' ? { value: null, exact: true } : read(text)
const writeNullable = (value: number | null) => (value === null ? 'none' : String(value))

/** Reads "moons", "text.Noise", or "own." followed by the points as `data/pack.ts` wrote them. */
function readPoints(text: string): Read<PointsRef> {
  const id = DISTRIBUTIONS.find((candidate) => candidate === text)
  if (id) return { value: { kind: 'distribution', id }, exact: true }
  const letters = text.startsWith('text.') ? text.slice(5) : undefined
  if (letters) return { value: { kind: 'text', text: cutText(letters) }, exact: cutText(letters) === letters }
  const ownPoints: PointsRef | undefined = text.startsWith('own.') ? { kind: 'own', packed: text.slice(4) } : undefined
  return ownPoints && fitsLink(ownPoints) && findPoints(ownPoints, 1, 0) ? { value: ownPoints, exact: true } : undefined
}

function writePoints(points: PointsRef): string {
  switch (points.kind) {
    case 'distribution':
      return points.id
    case 'text':
      return `text.${points.text}`
    case 'own':
      return fitsLink(points) ? `own.${points.packed}` : 'own'
  }
}

const within = ([low, high]: readonly [number, number], isInteger = true) => range(low, high, isInteger)

const choice = fieldsOf<RunChoice>()
const runFields: readonly Field<RunChoice>[] = [
  choice('by', 'answerer', oneOf(ANSWERERS)),
  choice('process', 'process', readProcess),
  choice('schedule', 'schedule', oneOf(SCHEDULES)),
  choice('sampler', 'sampler', readSampler),
  ...parameterFields<RunChoice>(),
  choice('grid', 'grid', readGrid),
  choice('rho', 'rho', readRho),
  choice('steps', 'steps', within(limits.steps)),
]

const field = fieldsOf<Flat>()
const fields: readonly Field<Flat>[] = [
  field('data', 'points', readPoints, writePoints),
  field('points', 'pointCount', within(limits.pointCount)),
  field('seed', 'seed', range(0, MAX_SEED)),
  field('go', 'direction', oneOf(['forward', 'reverse'])),
  field('t', 't', range(0, T)),
  field('frame', 'frame', range(0, limits.steps[1])),
  field('particles', 'particles', within(limits.particles)),
  ...(runFields as readonly Field<Flat>[]),
  field('class', 'label', nullable(oneOf([0, 1])), writeNullable),
  field('guide', 'guide', oneOf(['classifier-free', 'classifier'])),
  field('guidance', 'scale', within(limits.scale, false)),
  field('arrows', 'arrows', oneOf(ARROWS)),
  field('map', 'heatMap', oneOf(HEAT_MAPS)),
  field('contours', 'contours', flag, writeFlag),
  field('trails', 'trails', flag, writeFlag),
  field('shown', 'dataShown', flag, writeFlag),
  field('colour', 'colourBy', oneOf(COLOURS)),
  field(
    'chosen',
    'chosen',
    nullable((text) => number(text, 0, limits.particles[1] - 1, true)),
    writeNullable,
  ),
  field('speed', 'speed', oneOf(SPEEDS)),
  field('learn', 'prediction', oneOf(['epsilon', 'sample', 'v_prediction', 'score', 'flow_prediction'])),
  field('loss', 'weighting', oneOf(['simple', 'own', 'snr', 'min-snr', 'likelihood'])),
  field('times', 'timeSampling', oneOf(['uniform', 'importance', 'log-normal', 'logit-normal'])),
  field('pairing', 'pairing', oneOf(['independent', 'optimal-transport', 'reflow'])),
  field('width', 'width', within(limits.width)),
  field('depth', 'depth', within(limits.depth)),
  field('batch', 'batch', within(limits.batch)),
  field('rate', 'learningRate', within(limits.learningRate, false)),
  field('drop', 'dropClass', within(limits.dropClass, false)),
  field('follow', 'samplesFollow', flag, writeFlag),
]

/** A link gives the second run by its differences from the first. Each of their names begins with this prefix. */
const BESIDE = 'beside-'

/** The run with a grid that its process offers. Adds a note if the link names a grid that it does not offer. */
function withGrid<Run extends RunChoice>(run: Run, named: Partial<RunChoice>, notes: LinkNote[]): Run {
  const grid = effectiveGrid(run)
  if (named.grid && grid !== run.grid)
    notes.push({ kind: 'clamped', name: 'grid', linkValue: run.grid, usedValue: grid })
  return grid === run.grid ? run : { ...run, grid }
}

/** What the differences of the second run are applied to: the first run or, if the link names another sampler or process, its usual settings. */
const besideOf = (run: RunChoice, { sampler, process }: Partial<RunChoice>): RunChoice => {
  if (sampler === undefined && process === undefined) return run
  return {
    ...run,
    ...runDefaults(sampler ?? run.sampler, process ?? (sampler === undefined ? run.process : undefined)),
    variance: run.variance,
  }
}

/** Reads the settings from a link's fragment ("#room=plane&data=rings"), with notes on what was corrected. Never throws. */
export function readLink(fragment: string): { settings: PlaneSettings; notes: LinkNote[] } {
  const pairs = pairsOf(fragment).map(([name, value]): Pair => [name === 'hide' ? 'drop' : name, value]) // its name in older links
  const namesOwnPoints = pairs.some(([name, text]) => name === 'data' && text === 'own')
  const notes: LinkNote[] = namesOwnPoints ? [{ kind: 'own' }] : []
  const besides = pairs.filter(([name]) => name.startsWith(BESIDE))
  const beside = pairs.find(([name]) => name === 'beside')
  const rest = pairs.filter(
    ([name, text]) => name !== 'beside' && !name.startsWith(BESIDE) && !(name === 'data' && text === 'own'),
  )
  const named = readFields(fields, rest, notes)
  const { label, guide, scale, ...read } = { ...flat(defaultsOf(named)), ...named }
  const settings = withGrid({ ...read, guidance: { kind: guide, label, scale }, beside: null }, named, notes)
  if (beside && !flag(beside[1])) notes.push({ kind: 'ignored', name: 'beside', linkValue: shortened(beside[1]) })
  if (beside?.[1] !== 'on') return { settings, notes }
  const differences = readFields(
    runFields,
    besides.map(([name, text]) => [name.slice(BESIDE.length), text]),
    notes,
  )
  const run = runOf(settings)
  return {
    settings: { ...settings, beside: withGrid({ ...besideOf(run, differences), ...differences }, differences, notes) },
    notes,
  }
}

/** The pairs for what a reader of the link cannot derive: where the second run differs from the first, and from what a changed sampler or process implies. */
function besidePairs(run: RunChoice, beside: RunChoice): string[] {
  const other = beside.sampler === run.sampler ? {} : { sampler: beside.sampler }
  const same = other.sampler === undefined && beside.process === run.process
  return writeFields(runFields, beside, run, {
    ...besideOf(run, same ? {} : { ...other, process: beside.process }),
    process: besideOf(run, other).process,
  })
}

/** Writes the settings as the fragment of a link. */
export function writeLink(settings: PlaneSettings): string {
  const { beside } = settings
  const pairs = writeFields(fields, flat(settings), flat(defaults), {
    ...flat(defaultsOf(settings)),
    process: defaultsOf({ sampler: settings.sampler }).process,
  })
  const besides = beside ? ['beside=on', ...besidePairs(runOf(settings), beside).map((pair) => BESIDE + pair)] : []
  return `#${['room=plane', ...pairs, ...besides].join('&')}`
}
