import type { Refusal } from '../protocol/pictures'

/** Why no back end is left: one that did not come is tried again, one that computes wrong numbers is not. */
export const whyNone = (refused: readonly Refusal[]): 'engine-unreachable' | 'no-backend' =>
  refused.some(({ code }) => code === 'not-fetched') ? 'engine-unreachable' : 'no-backend'
