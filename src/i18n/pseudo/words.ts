import { bound } from '../en/bound'
import { decided } from '../en/decided'
import { differ } from '../en/differ'
import { exercises } from '../en/exercises'
import { files } from '../en/files'
import { glossary } from '../en/glossary'
import { inspect } from '../en/inspect'
import { later } from '../en/later'
import { lessons } from '../en/lessons'
import { learned } from '../en/learned'
import { study } from '../en/study'
import { plane } from '../en/plane'
import { quality } from '../en/quality'
import { race } from '../en/race'
import { schedules } from '../en/schedules'
import { settings } from '../en/settings'
import { share } from '../en/share'
import { shelf } from '../en/shelf'
import { spelling } from '../en/spelling'
import { spokenWords } from '../en/spoken'
import { take } from '../en/take'
import { text } from '../en/text'
import { tree } from '../en/tree'
import { undone } from '../en/undone'
import type { Words } from '../words'
import { accented, accentedAll } from './accented'

/**
 * A language that nobody speaks: English with every letter accented and half as long again. What stays as it is on the screen is
 * captured somewhere, or is no word of the page's; what is cut off leaves no room for a longer language.
 */
export const words: Words = {
  ...accentedAll({
    text,
    settings,
    files,
    plane,
    shelf,
    share,
    later,
    lessons,
    undone,
    spoken: spokenWords,
    glossary,
    inspect,
    bound,
    decided,
    schedules,
    study,
    learned,
    tree,
    take,
    race,
    differ,
    quality,
    exercises,
  }),
  spelling: {
    ...accentedAll({ spelled: spelling.spelled, plainNames: spelling.plainNames }),
    named: Object.fromEntries(Object.entries(spelling.named).map(([name, term]) => [accented(name), term])),
  },
}
