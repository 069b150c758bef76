import type { bound } from './en/bound'
import type { decided } from './en/decided'
import type { differ } from './en/differ'
import type { exercises } from './en/exercises'
import type { files } from './en/files'
import type { glossary } from './en/glossary'
import type { inspect } from './en/inspect'
import type { later } from './en/later'
import type { lessons } from './en/lessons'
import type { study } from './en/study'
import type { learned } from './en/learned'
import type { plane } from './en/plane'
import type { quality } from './en/quality'
import type { race } from './en/race'
import type { schedules } from './en/schedules'
import type { settings } from './en/settings'
import type { share } from './en/share'
import type { shelf } from './en/shelf'
import type { spelling } from './en/spelling'
import type { spokenWords } from './en/spoken'
import type { text } from './en/text'
import type { tree } from './en/tree'
import type { take } from './en/take'
import type { undone } from './en/undone'

/** All words of a language, by the part of the page that shows them. English is the measure: other languages have its type. */
export interface Words {
  readonly text: typeof text
  readonly settings: typeof settings
  readonly files: typeof files
  readonly plane: typeof plane
  readonly shelf: typeof shelf
  readonly share: typeof share
  readonly later: typeof later
  readonly lessons: typeof lessons
  readonly undone: typeof undone
  readonly spoken: typeof spokenWords
  readonly glossary: typeof glossary
  readonly inspect: typeof inspect
  readonly bound: typeof bound
  readonly decided: typeof decided
  readonly schedules: typeof schedules
  readonly study: typeof study
  readonly learned: typeof learned
  readonly tree: typeof tree
  readonly take: typeof take
  readonly race: typeof race
  readonly differ: typeof differ
  readonly quality: typeof quality
  readonly exercises: typeof exercises
  /** How the language writes the terms of the glossary. */
  readonly spelling: typeof spelling
}
