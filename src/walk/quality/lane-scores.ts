import { integer } from '../../i18n/format/numbers'
import type { Settings } from '../model/settings'
import { evaluationsOf, type Score } from './trial'
import type { Drawn } from './work'

/** What charts and tables are given. */
export interface FiguresProps {
  readonly drawn: Drawn
  /** Names lanes by what differs between them. */
  readonly namesOf: (lanes: readonly Settings[]) => readonly string[]
}

/** A lane of a race, and what was measured of it in the order of its evaluations. */
export interface LaneScores {
  readonly place: number
  readonly name: string
  readonly scores: readonly Score[]
}

/** The lanes of some scores. */
export function lanesOf(scores: readonly Score[], namesOf: FiguresProps['namesOf']): readonly LaneScores[] {
  const places = [...new Set(scores.map(({ trial }) => trial.lane))]
  const lanes = places.map((place) => scores.filter(({ trial }) => trial.lane === place))
  const names = namesOf(lanes.flatMap(([first]) => (first ? [first.trial.settings] : [])))
  return lanes.map((of, i) => ({
    place: places[i] ?? 0,
    name: `${integer((places[i] ?? 0) + 1)}: ${names[i] ?? ''}`,
    scores: of.toSorted((a, b) => (evaluationsOf(a) ?? 0) - (evaluationsOf(b) ?? 0)),
  }))
}
