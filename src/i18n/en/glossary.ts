import { count } from '../format/numbers'
import { plural } from '../format/plural'
import { answers } from './terms/answers'
import { guiding } from './terms/guiding'
import { learning } from './terms/learning'
import { measuring } from './terms/measuring'
import { mixing } from './terms/mixing'
import { processes } from './terms/processes'
import { walkingBack } from './terms/walking-back'

/** Every symbol and term of the page in words; formulas and sources are the glossary's own. */
export const glossary = {
  title: 'Glossary',
  intro:
    'Every symbol of this page, in reading order: a sentence for everybody, one for whoever studies it, its formula, and where it comes from. On the page, whatever has dots beneath it explains itself.',
  search: 'Search',
  searchExplain: 'A symbol, a word, an author.',
  found: (entries: number) => plural(entries, { one: 'One entry.', other: `${count(entries)} entries.` }),
  nothing: 'No entry has that. Try less of it, or a name instead of a symbol.',
  print: 'Print',
  printExplain: 'Prints the glossary alone, all of it or what is found.',
  more: 'In the glossary',
  enter: 'Enter: in the glossary',
  source: 'Source',
  related: 'See also',
  seen: 'Seen',
  linkTo: (name: string) => `Link to “${name}”`,
  sections: {
    mixing: 'Into noise',
    processes: 'Processes',
    answers: 'What the denoiser says',
    walkingBack: 'Back to data',
    guiding: 'Guidance',
    learning: 'Learning',
    measuring: 'Held against the truth',
  },
  places: {
    forward: 'on the way into noise',
    reverse: 'on the way back',
    settings: 'in the settings of the way back',
    plane: 'in the plane',
    learning: 'in the plane, under Learning',
    measure: 'in the plane, under Measured against the truth',
    shelf: 'under Networks',
  },
  terms: { ...mixing, ...processes, ...answers, ...walkingBack, ...guiding, ...learning, ...measuring },
}

export type TermId = keyof typeof glossary.terms
