import { whole } from '../format/numbers'
import { plural } from '../format/plural'

const withArticle = (what: string) => (/^(8|11|18)|^[aeiou]/i.test(what) ? `an ${what}` : `a ${what}`)

const smallSteps = (steps: number) => `${whole(steps)} small ${plural(steps, { one: 'step', other: 'steps' })}`

/** What a first visit is told, one sentence at a time. */
export const firstMinute = {
  name: 'First steps',
  dismiss: 'Put the hints away',
  invite: 'Drag the handle to the right: the picture dissolves.',
  inviteKeys: 'Or press the → key.',
  dissolving: 'Keep going, until nothing is left to see.',
  noise: 'Nothing is left to see. Can a picture come back?',
  bringBack: '← Bring a picture back',
  bringBackExplain: 'Gives a network nothing but noise, and plays what it makes of that.',
  returning: 'A network takes the noise away, a little at a time …',
  waiting: 'The network is on its way; then it takes the noise away, a little at a time …',
  /** What happened, in one sentence. `what` is undefined where nothing was asked for. */
  returned: (what: string | undefined, steps: number) =>
    `You dissolved a picture in noise; from noise alone, a network made a new ${what ?? 'picture'} in ${smallSteps(steps)}.`,
  /** The walk back began before all was noise. */
  returnedHalf: (steps: number) =>
    `You dissolved a picture in noise; a network took the noise away again, in ${smallSteps(steps)}.`,

  things: {
    'other-noise': (what: string | undefined) => `Other noise: another ${what ?? 'picture'}`,
    'other-class': (asked: string) => `Now ask for ${withArticle(asked)}`,
    draw: () => 'Now draw your own',
    how: () => 'How did it know?',
  },
  after: {
    'other-noise': (what: string | undefined) =>
      `Other noise, another ${what ?? 'picture'}: the noise decides which one.`,
    'other-class': (what: string | undefined) =>
      `The same noise, another digit: it was asked for ${withArticle(what ?? 'picture')}.`,
    draw: () => 'What was left led the way: the less you dissolve, the more of yours comes back.',
  },
  draw: {
    empty: 'Draw a digit by mouse, finger or keys.',
    again: 'Draw one',
    drawn: 'Yours. Now drag the handle, but only half way.',
    dissolved: 'Bring it back from here, or dissolve it further.',
  },
  how: '60,000 handwritten digits taught it to tell picture from noise; x̂₀ is its guess at each step.',
  goOn: 'Go on',
  skip: 'Skip this',

  doors: {
    name: 'Where to now?',
    play: 'Play on',
    playExplain: 'Everything is yours: pictures, noise, settings.',
    experiments: 'Experiments',
    experimentsExplain: 'In the plane, where the exact answer is known and can be drawn.',
    teachers: 'For teachers',
    teachersExplain: 'Links, keys and the projector.',
  },
  again: 'First steps',
  againExplain: 'Puts everything back to its start, and shows the hints of a first visit once more.',

  teachers: {
    title: 'For teachers',
    links: 'Every state is a link',
    linksText:
      'The address bar holds what is on the screen: picture, noise, settings and frame. Whoever opens the link sees that very frame, on any machine.',
    copyState: 'Copy the link to what is shown',
    hints: 'No hints for the class',
    hintsText:
      'The hints of a first visit appear once on a machine, and never where a link was opened that says something after its #.',
    copyStart: 'Copy a link to the start without hints',
    present: 'At the projector',
    presentText:
      'F11 fills the screen, and on a large screen everything grows. Before you show it, play the walk once: then every frame is there, and can be dragged through.',
    keys: [
      ['Space', 'play or pause'],
      ['← →', 'one step; with Shift ten'],
      ['Home End', 'to data, to noise'],
      ['D', 'the other direction'],
      ['H', 'walk back from here'],
      ['0 … 9', 'another digit'],
      ['N', 'other noise'],
      ['T', 'light or dark'],
      ['?', 'all keys'],
    ] as readonly (readonly [string, string])[],
    offline: 'Without the school’s network',
    offlineText:
      'Over https, the page that was opened once opens without a connection, with the networks that it had fetched; “Networks” keeps them all on a press. Open it on each machine before the lesson.',
    ask: 'Three questions for a class',
    questions: [
      'Half dissolved and brought back: which digit comes, and how much of it is the old one?',
      'Other noise, the same digit asked for: what stays, what changes?',
      'At pure noise, what does the network take for the picture (x̂₀), and why is it no digit in particular?',
    ],
  },
}
