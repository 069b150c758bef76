import type { TermId } from '../../i18n/glossary'
import { answers } from './answers'
import { guiding } from './guiding'
import { learning } from './learning'
import { measuring } from './measuring'
import { mixing } from './mixing'
import { processes } from './processes'
import { walkingBack } from './walking-back'
import type { Entry, PlaceId, SectionId } from './entry'

/** The entries by sections, in reading order. */
export const sections: readonly {
  readonly id: SectionId
  readonly entries: Readonly<Partial<Record<TermId, Entry>>>
}[] = [
  { id: 'mixing', entries: mixing },
  { id: 'processes', entries: processes },
  { id: 'answers', entries: answers },
  { id: 'walkingBack', entries: walkingBack },
  { id: 'guiding', entries: guiding },
  { id: 'learning', entries: learning },
  { id: 'measuring', entries: measuring },
]

/** Every entry: one for each term that has words. */
export const entries: Readonly<Record<TermId, Entry>> = {
  ...mixing,
  ...processes,
  ...answers,
  ...walkingBack,
  ...guiding,
  ...learning,
  ...measuring,
}

export const isTerm = (id: string): id is TermId => Object.hasOwn(entries, id)

/** Where a place of the page is: the fragment of its link. */
export const placeLinks: Readonly<Record<PlaceId, string>> = {
  forward: '#t=400',
  reverse: '#go=reverse',
  settings: '#go=reverse&sampler=ddim',
  plane: '#room=plane&t=300',
  learning: '#room=plane',
  measure: '#room=plane&go=reverse',
  shelf: '#',
}
