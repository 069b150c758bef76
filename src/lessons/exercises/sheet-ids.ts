/** The lessons that have a sheet of exercises, in their order. A place is part of what a seed means: append, never reorder. */
export const SHEETS = [
  'noise',
  'line',
  'back',
  'eta',
  'schedules',
  'answers',
  'variance',
  'score',
  'flow',
  'guidance',
] as const

export type SheetId = (typeof SHEETS)[number]
