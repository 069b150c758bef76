/** An entry's words: its name, one sentence for whoever is fourteen, one for a student. */
export interface Term {
  readonly name: string
  readonly plain: string
  readonly exact: string
}
