/** Why points could not be read, by code; the sentences are in i18n. */
export type ProblemCode =
  | 'nothing'
  | 'long'
  | 'json'
  | 'entry'
  | 'columns'
  | 'not-number'
  | 'too-large'
  | 'classes'
  | 'not-class'
  | 'header'
  | 'no-ink'
  | 'private'
  | 'unreadable'
  | 'array-type'
  | 'array-shape'
  | 'kind'
  | 'reader'

export interface Problem {
  readonly code: ProblemCode
  /** `at`: the line or entry, from 1; `found`: what stands there, shortened. */
  readonly details: Readonly<Record<string, string | number>>
}

const SHOWN = 24 // the most characters that are quoted from a file

export const problem = (code: ProblemCode, details: Problem['details'] = {}): Problem => ({
  code,
  details: Object.fromEntries(
    Object.entries(details).map(([name, value]) => [
      name,
      typeof value === 'string' && value.length > SHOWN ? `${value.slice(0, SHOWN)}…` : value,
    ]),
  ),
})
