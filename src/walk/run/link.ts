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
} from '../../shell/link'
import {
  type Branch,
  choiceOf,
  CLIPS,
  defaults,
  defaultsOf,
  GALLERY,
  GUIDANCE,
  GUIDES,
  SAMPLE_COUNTS,
  type RunSettings,
  type Settings,
  SIGMA_MOST,
  STUDIES,
} from '../model/settings'
import { SPEEDS } from '../../runs/playback'
import { MAX_SEED } from '../../runs/seed'
import { T } from '../../runs/timeline'
import { encode } from '../../shell/link-pairs'
import { branchesOf } from './branches'
import { possible } from './possible'
import { classCount } from '../model/classes'
import { isOwn, modelOf, NAMED, OWN, valuesOf } from '../model/models'
import { readSchedule } from '../model/schedules'

/** The largest number of a run in a tree. */
export const MOST_BRANCH = 999

/** Base64 of the largest picture. */
const MOST_TEXT = Math.ceil((Math.max(...NAMED.map(valuesOf)) * 4) / 3)

const readPicture = (text: string): Read<Settings['picture']> => {
  if (/^own\./.test(text)) {
    const pixels = text.slice(4)
    return pixels.length <= MOST_TEXT && /^[\w-]+$/.test(pixels)
      ? { value: { kind: 'own', pixels }, exact: true }
      : undefined
  }
  const index = number(text, 0, GALLERY - 1, true)
  return index && { value: { kind: 'gallery', index: index.value }, exact: index.exact }
}

/** The largest class of any network; what is beyond the chosen one's is mended at the end. */
const MOST_LABEL = Math.max(...NAMED.map(({ menus }) => classCount(menus))) - 1
const readLabel = (text: string): Read<number | null> =>
  text === 'none' ? { value: null, exact: true } : number(text, 0, MOST_LABEL, true)
const writeLabel = (label: number | null) => (label === null ? 'none' : String(label))

/** How a tree of runs is written and read. Most visits have none, so that comes after the first picture, or before a link with one is read. */
interface KnownTrees {
  readonly read: (text: string) => Read<readonly Branch[]>
  /** @param chosenId the id of the chosen run */
  readonly write: (branches: readonly Branch[], chosenId: number) => string
}
let trees: KnownTrees | undefined
export function knowTrees(knownTrees: KnownTrees): void {
  trees = knownTrees
}

/** How a race is written and read, likewise. */
interface KnownRaces {
  readonly read: (text: string) => Read<Settings['race']>
  readonly write: (race: NonNullable<Settings['race']>) => string
}
let races: KnownRaces | undefined
export function knowRaces(knownRaces: KnownRaces): void {
  races = knownRaces
}

const field = fieldsOf<Settings>()

const fields: readonly Field<Settings>[] = [
  field('model', 'model', oneOf(NAMED.map(({ id }) => id)), (id) => (isOwn(id) ? OWN : id)),
  field('go', 'direction', oneOf(['forward', 'reverse'])),
  field('t', 't', range(0, T)),
  field('picture', 'picture', readPicture, (picture) =>
    picture.kind === 'own' ? `own.${picture.pixels}` : String(picture.index),
  ),
  field('seed', 'seed', range(0, MAX_SEED)),
  field('from', 'from', (text) => oneOf(['noise', 'inverted'])(text) ?? number(text, 1, T, true)),
  field('digit', 'label', readLabel, writeLabel),
  field('sampler', 'sampler', readSampler),
  ...parameterFields<Settings>(),
  field('schedule', 'schedule', readSchedule),
  field('process', 'process', readProcess),
  field('grid', 'grid', readGrid),
  field('rho', 'rho', readRho),
  field('steps', 'steps', range(1, T)),
  field('skip', 'skip', range(0, T - 1)),
  field('guide', 'guide', oneOf(GUIDES)),
  field('guidance', 'guidance', range(GUIDANCE.min, GUIDANCE.max, false)),
  field('guide-min', 'guideMin', range(0, SIGMA_MOST, false)),
  field('guide-max', 'guideMax', range(0, SIGMA_MOST, false)),
  field('rescale-output', 'rescaleOutput', range(0, 1, false)),
  field('rescale', 'rescaleX0', range(0, 1, false)), // its name from when there was no other
  field('not', 'negative', readLabel, writeLabel),
  field('clip', 'clip', oneOf(CLIPS)),
  field('samples', 'samples', oneOf(SAMPLE_COUNTS)),
  field('judge', 'judge', flag, writeFlag),
  field('speed', 'speed', oneOf(SPEEDS)),
  field('frame', 'frame', range(0, 2 * T)),
  field('inspect', 'inspecting', flag, writeFlag),
  field('study', 'study', oneOf(STUDIES)),
  field(
    'branches',
    'branches',
    (text) => trees?.read(text),
    () => '', // `writeLink` writes it, which knows the chosen run
  ),
  field('branch', 'branch', range(0, MOST_BRANCH)),
  field(
    'race',
    'race',
    (text) => races?.read(text),
    (race) => (race && races?.write(race)) ?? '',
  ),
]

/** Those that decide a run. */
export const runFields = fields.filter(({ key }) =>
  Object.hasOwn(choiceOf(defaults), key),
) as readonly Field<RunSettings>[]

/**
 * What is possible in itself but not together: a grid that the process has not, a class or a picture that the network has not.
 * @param named what the link says itself; of nothing else is it told that it asks for it
 */
function mended(settings: Settings, named: Partial<Settings>, notes: LinkNote[]): Partial<Settings> {
  const model = modelOf(settings)
  const { grid, skip } = possible(settings)
  if (named.grid && grid !== settings.grid)
    notes.push({ kind: 'clamped', name: 'grid', linkValue: settings.grid, usedValue: grid })
  const branch = settings.branches.find(({ id }) => id === settings.branch)
  if (settings.branches.length > 0 && !branch)
    notes.push({ kind: 'ignored', name: 'branch', linkValue: String(settings.branch) })
  const clampLabel = (name: string, label: number | null) => {
    const most = classCount(model.menus) - 1
    if (label === null || label <= most) return label
    notes.push({ kind: 'clamped', name, linkValue: String(label), usedValue: String(most) })
    return most
  }
  const { picture, guide } = settings
  const guides = guide === 'classifier' && model.classifier === null ? defaults.guide : guide
  if (guides !== guide) notes.push({ kind: 'clamped', name: 'guide', linkValue: guide, usedValue: guides })
  const fits = picture.kind === 'gallery' || picture.pixels.length === Math.ceil((valuesOf(model) * 4) / 3)
  if (!fits) notes.push({ kind: 'ignored', name: 'picture', linkValue: shortened(`own.${picture.pixels}`) })
  if (named.skip !== undefined && skip !== settings.skip)
    notes.push({ kind: 'clamped', name: 'skip', linkValue: String(settings.skip), usedValue: String(skip) })
  return {
    grid,
    skip,
    guide: guides,
    label: clampLabel('digit', settings.label),
    negative: clampLabel('not', settings.negative),
    picture: fits ? picture : defaults.picture,
    past: branch?.past ?? [],
    ...(!branch && { branches: [], branch: 0 }),
  }
}

/** The settings of a run of a tree, as far as they are possible together. */
export function mendedRun(runSettings: RunSettings): RunSettings {
  const settings = { ...linkDefaults, ...runSettings }
  return choiceOf({ ...settings, ...mended(settings, {}, []) })
}

/** A network of somebody's own, which a link names and cannot carry. */
const namesOwn = ([name, text]: readonly [string, string]) => name === 'model' && text === OWN

/** The seed of a link that names none. It is not the first visit's, which changed when such links were already about. */
const UNNAMED_SEED = 1
const asUnnamed = (settings: Settings): Settings => ({ ...settings, seed: UNNAMED_SEED })
/** What a link says nothing of. */
export const linkDefaults = asUnnamed(defaults)

/** Settings of a link's fragment ("#go=reverse&digit=4"), and what had to be mended. Never throws. */
export function readLink(fragment: string): { settings: Settings; notes: LinkNote[] } {
  const pairs = pairsOf(fragment)
  const notes: LinkNote[] = pairs.some(namesOwn) ? [{ kind: 'own' }] : []
  const named = readFields(
    fields,
    pairs.filter((pair) => !namesOwn(pair)),
    notes,
  )
  if (pairs.length === 0) return { settings: defaults, notes }
  const settings = { ...asUnnamed(defaultsOf(named)), ...named }
  return { settings: { ...settings, ...mended(settings, named, notes) }, notes }
}

/** The fragment of settings; none for those of a first visit. Network, sampler and process are what the rest's defaults follow from. */
export function writeLink(settings: Settings): string {
  const bases = [defaults, { ...defaultsOf(settings), process: defaultsOf({ sampler: settings.sampler }).process }]
  const tree = trees && settings.branches.length > 0 ? trees.write(branchesOf(settings), settings.branch) : ''
  const pairs = [
    ...writeFields(fields, settings, ...bases.map(asUnnamed)),
    ...(tree ? [`branches=${encode(tree)}`] : []),
  ]
  if (pairs.length === 0) return `#seed=${UNNAMED_SEED}`
  return pairs.every((pair) => pair === `seed=${defaults.seed}`) ? '' : `#${pairs.join('&')}`
}
