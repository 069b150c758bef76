import type { Refusal } from '../protocol/pictures'

/** The fault when every back end was refused: one whose files could not be fetched may open later; otherwise none will. */
export const whyNone = (refused: readonly Refusal[]): 'engine-unreachable' | 'no-backend' =>
  refused.some(({ code }) => code === 'not-fetched') ? 'engine-unreachable' : 'no-backend'
