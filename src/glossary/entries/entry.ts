import type { TermId } from '../../i18n/glossary'

export type SectionId = 'mixing' | 'processes' | 'answers' | 'walkingBack' | 'guiding' | 'learning' | 'measuring'
export type PlaceId = 'forward' | 'reverse' | 'settings' | 'plane' | 'learning' | 'measure' | 'shelf'

/** All of an entry but its words. Formulas are written as `parseFormula` reads them. */
export interface Entry {
  readonly symbol: string
  readonly formula: readonly string[]
  /** Papers, with the number of an equation, algorithm or section where that is certain. */
  readonly source: string
  readonly related: readonly TermId[]
  /** Where on the page it is shown. */
  readonly place: PlaceId
}

/** An entry from its parts; a formula, or several. */
export const entry = (
  symbol: string,
  formula: string | readonly string[],
  source: string,
  place: PlaceId,
  ...related: TermId[]
): Entry => ({ symbol, formula: typeof formula === 'string' ? [formula] : formula, source, place, related })
