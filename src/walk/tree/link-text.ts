import { number, type Read } from '../../shell/link'
import { T } from '../../runs/timeline'
import { isOwn } from '../model/models'
import { stretchesOf } from '../model/past'
import { pathOf } from '../model/path'
import { type Branch, type RunSettings, type Settings, type Stretch } from '../model/settings'
import { withBranch } from '../run/branches'
import { knowTrees, linkDefaults, mendedRun, MOST_BRANCH } from '../run/link'
import { differing, firstRun, withWord, word, wordsOf } from '../run/run-words'
import { canFollow } from './keep-past'

// A tree as a text of a link: a row of words "name.value", joined by ~. `branch.2` begins a run, `until.20` ends a stretch of its
// past. Between them stand the settings that differ from those of the stretch before, so that the text stays short.

/** A link carries so many runs of a tree; of a larger tree, the chosen run with its past. */
export const MOST_LINKED = 12
/** Of a longer text likewise. */
const MOST_TEXT = 6000
const MOST_NAME = 40
const MOST_STRETCHES = 24

function textOf(branches: readonly Branch[]): string {
  let before = firstRun
  const say = (runSettings: RunSettings) => {
    const words = differing(before, runSettings)
    before = runSettings
    return words
  }
  const words = branches.flatMap(({ id, name, isShown, past, chosen: runSettings }) => [
    word('branch', String(id)),
    ...(name ? [word('name', name)] : []),
    ...(isShown ? [] : ['shown.off']),
    ...past.flatMap((stretch) => [...say(stretch.chosen), `until.${stretch.until}`]),
    ...say(runSettings),
  ])
  return words.join('~')
}

/** Whether a link can carry a run: not with a network of the visitor's own. */
const isLinkable = ({ chosen: runSettings, past }: Branch) =>
  ![runSettings, ...past.map((stretch) => stretch.chosen)].some(({ model }) => isOwn(model))

/** How many runs of a tree its link leaves out, and the text of the others. @param chosenId the id of the chosen one */
export function linkedTree(
  branches: readonly Branch[],
  chosenId: number,
): { readonly text: string; readonly leftOut: number } {
  const linkable = branches.filter(isLinkable)
  if (!linkable.some(({ id }) => id === chosenId)) return { text: '', leftOut: branches.length }
  const all = linkable.length > MOST_LINKED ? '' : textOf(linkable)
  if (all && all.length <= MOST_TEXT) return { text: all, leftOut: branches.length - linkable.length }
  return { text: textOf(linkable.filter(({ id }) => id === chosenId)), leftOut: branches.length - 1 }
}

type Mutable<Value> = { -readonly [Key in keyof Value]: Value[Key] }

/** Reads one word of a run. @returns whether it has a meaning */
function readWord(branch: Mutable<Branch>, name: string, text: string): boolean {
  if (name === 'name') branch.name = Array.from(text).slice(0, MOST_NAME).join('')
  else if (name === 'shown') branch.isShown = text !== 'off'
  else if (name === 'until') {
    const until = number(text, branch.past.at(-1)?.until ?? 0, 2 * T, true)
    if (!until?.exact || branch.past.length >= MOST_STRETCHES) return false
    branch.past = [...branch.past, { chosen: branch.chosen, until: until.value }]
  } else {
    const runSettings = withWord(branch.chosen, name, text)
    if (!runSettings) return false
    branch.chosen = runSettings
  }
  return true
}

/** Whether each stretch can follow the one before, and has the frames that it says. */
function isPossible(branch: Branch): boolean {
  const settings: Settings = withBranch(linkDefaults, branch)
  const all: readonly Pick<Stretch, 'chosen'>[] = [...branch.past, branch]
  const follows = all.every(
    ({ chosen: runSettings }, i) => i === 0 || canFollow(all[i - 1]?.chosen ?? runSettings, runSettings),
  )
  return (
    follows &&
    stretchesOf(settings).every(
      ({ settings: stretch, until }) => until === Infinity || until < pathOf(stretch).levels.length - 1,
    )
  )
}

/** The runs of a text; undefined where a word of it has no meaning: then nothing of it is sure. */
function read(text: string): Read<readonly Branch[]> {
  const branches: Mutable<Branch>[] = []
  for (const [name, value] of wordsOf(text)) {
    const branch = branches.at(-1)
    if (name === 'branch') {
      const id = number(value, 0, MOST_BRANCH, true)
      if (!id?.exact || branches.length >= MOST_LINKED || branches.some((other) => other.id === id.value))
        return undefined
      branches.push({ id: id.value, name: '', isShown: true, chosen: branch?.chosen ?? firstRun, past: [] })
    } else if (!branch || !readWord(branch, name, value)) return undefined
  }
  const mended = branches.map((branch) => ({
    ...branch,
    chosen: mendedRun(branch.chosen),
    past: branch.past.map((stretch) => ({ ...stretch, chosen: mendedRun(stretch.chosen) })),
  }))
  return mended.every(isPossible) ? { value: mended, exact: true } : undefined
}

knowTrees({ read, write: (branches, chosenId) => linkedTree(branches, chosenId).text })
