import { number, type Read } from '../../shell/link'
import { T } from '../../runs/timeline'
import { isOwn } from '../model/models'
import type { RaceSettings, RunSettings } from '../model/settings'
import { knowRaces, mendedRun } from '../run/link'
import { differing, firstRun, withWord, word, wordsOf } from '../run/run-words'
import { MODES } from './fair'
import { MOST_LANES } from './lanes'

// A race as a text of a link: what is equal for all lanes (`equal.steps`, `budget.20`), then the lanes, each begun by `lane.`, in the
// words of runs.

/** The lanes that a link can carry: not those with a network of the visitor's own. */
export const linkedLanes = ({ lanes }: RaceSettings): readonly RunSettings[] =>
  lanes.filter(({ model }) => !isOwn(model))

function write(race: RaceSettings): string {
  const lanes = linkedLanes(race)
  if (lanes.length === 0) return ''
  let before = firstRun
  return [
    word('equal', race.mode),
    word('budget', String(race.budget)),
    ...lanes.flatMap((lane, i) => {
      const words = differing(before, lane)
      before = lane
      return [word('lane', String(i + 1)), ...words]
    }),
  ].join('~')
}

type Mutable<Value> = { -readonly [Key in keyof Value]: Value[Key] }

/** Reads one word of a race. @returns whether it has a meaning */
function readWord(race: Mutable<RaceSettings>, name: string, value: string): boolean {
  const last = race.lanes.at(-1)
  if (name === 'equal' || name === 'budget') {
    const mode = MODES.find((each) => each === value)
    const budget = number(value, 1, T, true)
    if (name === 'equal' ? !mode : !budget?.exact) return false
    if (name === 'equal') race.mode = mode ?? race.mode
    else race.budget = budget?.value ?? race.budget
  } else if (name === 'lane') {
    if (race.lanes.length >= MOST_LANES) return false
    race.lanes = [...race.lanes, last ?? firstRun]
  } else {
    const changed = last && withWord(last, name, value)
    if (!changed) return false
    race.lanes = [...race.lanes.slice(0, -1), changed]
  }
  return true
}

/** The race of a text; undefined where a word of it has no meaning: then nothing of it is sure. */
function read(text: string): Read<RaceSettings | null> {
  const race: Mutable<RaceSettings> = { mode: 'evaluations', budget: 50, lanes: [], preset: null }
  if (!wordsOf(text).every(([name, value]) => readWord(race, name, value)) || race.lanes.length === 0) return undefined
  return { value: { ...race, lanes: race.lanes.map(mendedRun) }, exact: true }
}

knowRaces({ read, write })
