/** What the page tells the window of notes, in the words of the language that is on. */
export interface Slide {
  readonly title: string
  /** From 1; beyond `of` is the end. */
  readonly step: number
  readonly of: number
  readonly heading: string
  readonly question: string
  readonly notes: string
  readonly next: string
  /** Since when the lesson is presented, in milliseconds since 1970. */
  readonly since: number
}

/** What the two windows say to each other. */
export type Message =
  | { readonly kind: 'slide'; readonly slide: Slide }
  /** The window of notes has opened: which slide is on? */
  | { readonly kind: 'hello' }
  | { readonly kind: 'go'; readonly by: 1 | -1 }
  /** The page is closed, or presents no longer. */
  | { readonly kind: 'bye' }

const NAME = 'noisewalk-notes'
const TEXTS = ['title', 'heading', 'question', 'notes', 'next'] as const
const NUMBERS = ['step', 'of', 'since'] as const
const MOST = 20_000

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

const isSlide = (value: unknown): value is Slide =>
  isRecord(value) &&
  TEXTS.every((key) => typeof value[key] === 'string' && value[key].length <= MOST) &&
  NUMBERS.every((key) => Number.isFinite(value[key]))

/** A message of exactly these shapes; undefined for anything else. */
export function messageOf(data: unknown): Message | undefined {
  if (!isRecord(data)) return undefined
  const { kind, slide, by } = data
  if (kind === 'hello' || kind === 'bye') return { kind }
  if (kind === 'go' && (by === 1 || by === -1)) return { kind, by }
  return kind === 'slide' && isSlide(slide) ? { kind, slide } : undefined
}

export interface NotesChannel {
  readonly say: (message: Message) => void
  readonly end: () => void
}

/** The channel between the page and its window of notes; without one (an old browser) nothing is said or heard. */
export function openChannel(hear: (message: Message) => void): NotesChannel {
  if (typeof BroadcastChannel === 'undefined') return { say: () => undefined, end: () => undefined }
  const channel = new BroadcastChannel(NAME)
  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const message = messageOf(data)
    if (message) hear(message)
  })
  return {
    say: (message) => {
      channel.postMessage(message)
    },
    end: () => {
      channel.close()
    },
  }
}
