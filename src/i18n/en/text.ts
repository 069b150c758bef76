import { fault } from './fault'
import { firstMinute } from './first-minute'
import { numbers } from './numbers'
import { part } from './part'
import { rooms } from './rooms'
import { undo } from './undo'
import { units } from './units'
import { header, timeline, transport, status, notice } from './frame'
import { labels, networks } from './labels'
import { menus } from './menus'
import { direction, stage, forward, reverse } from './walk'

/** The words that come with the page: its frame, the picture room, and every fault that either can have. */
export const text = {
  title: 'Noisewalk',
  description: 'Walk a picture into noise and back, one frame at a time, on your own GPU.',
  tagline: 'Walk a picture into noise and back, one frame at a time.',
  close: 'Close',
  anyClass: 'any',
  less: 'Less',
  more: 'More',
  header,
  direction,
  stage,
  forward,
  reverse,
  rooms,
  firstMinute,
  part,
  numbers,
  undo,
  units,
  shelf: {
    open: 'Networks',
    openExplain: 'What the pictures are made by: what each network was trained on, and how good it is.',
  },
  menus,
  labels,
  networks,
  timeline,
  transport,
  status,
  notice,
  drop: 'Drop the picture to start from it.',
  fault,
  unknownFault: (code: string) =>
    `Something went wrong that this page has no words for (${code}). Load the page again.`,
}
