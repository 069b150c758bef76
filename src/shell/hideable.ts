/** Parts of the page that can be hidden by a link or by a lesson. Each is marked in the page by `data-part`. */
export const HIDEABLE = [
  'header',
  'panel',
  'stage',
  'parts',
  'equation',
  'transport',
  'timeline',
  'status',
  'settings',
  'take',
  'studies',
  'measure',
  'foot',
] as const
export type Hideable = (typeof HIDEABLE)[number]
