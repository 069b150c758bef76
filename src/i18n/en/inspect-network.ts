import { integer } from '../format/numbers'

interface Part {
  readonly name: string
  readonly kind: 'conv' | 'resnet' | 'attention' | 'resample'
  readonly channels: number
  readonly side: number
}

const kinds = {
  conv: 'convolution',
  resnet: 'residual block',
  attention: 'attention',
  resample: 'resize',
} as const

/** The inside of the network. */
export const network = {
  intro:
    'A U-Net: the picture is made smaller and smaller until every place knows of every other, then larger again, with what was seen on the way down laid beside it. Press a part to see what it made.',
  forward: 'On the way into noise no network is asked. Walk back from here to see inside it.',
  plan: 'The network as it is built',
  blocks: {
    in: () => 'in',
    down: (n: number) => `down ${integer(n)}`,
    middle: () => 'middle',
    up: (n: number) => `up ${integer(n)}`,
    out: () => 'out',
  },
  kinds,
  sizes: (channels: number, side: number) => `${integer(channels)} × ${integer(side)}²`,
  partLabel: ({ name, kind, channels, side }: Part) =>
    `${name}, ${kinds[kind]}: ${integer(channels)} pictures of ${integer(side)} by ${integer(side)}`,
  output: (name: string) => `What ${name} made`,
  maps: (shownCount: number, all: number) =>
    `${integer(shownCount)} of its ${integer(all)} pictures, each on its own scale; the pointer or arrow keys choose one`,
  channel: (channel: number, all: number) => `picture ${integer(channel)} of ${integer(all)}`,
  ownScale: 'each of the small ones has a scale of its own, from its least value to its largest',
  noRoom: 'There was no room to bring these pictures.',
  before: 'Earlier',
  after: 'Later',
  pageExplain: 'Asks the network once more, for others of its pictures.',
  shown: (first: number, last: number, all: number) => `${integer(first)} to ${integer(last)} of ${integer(all)}`,
  which: 'Which of guidance’s two answers',
  wanted: 'as asked',
  other: 'otherwise',
  attends: 'Where it looks',
  attention: (side: number) =>
    `In the middle the picture is ${integer(side)} × ${integer(side)}, and every place may look at every other. White: where it looks most from the chosen pixel.`,
  head: (head: number, heads: number) => `head ${integer(head)} of ${integer(heads)}`,
  allHeads: (heads: number) => `mean of ${integer(heads)} heads`,
  told: 'What it is told',
  toldExplain:
    'Every residual block is told the time, and what to draw. Here is how strongly: the root mean square of what the time alone adds to the block’s pictures, and of what the class changes in that.',
  block: 'residual block',
  time: 'time',
  class: 'class',
  resnet: (block: string, n: number, all: number) => (all > 1 ? `${block}, ${integer(n)} of ${integer(all)}` : block),
}
