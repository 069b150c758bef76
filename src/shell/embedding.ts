import { allPairs, encode } from './link-pairs'
import type { Rooms } from './rooms'

// What the page and the page that shows it in a frame say to each other: docs/embedding.md.

/** The longest link that is read from a message, in characters. A link with points, a picture and a tree has under 16,000. */
export const MOST_LINK = 20_000
/** Of several links that arrive within so many milliseconds, the last one is shown. */
const PAUSE = 50

/** The link that a message asks for, “{ noisewalk: 1, show: '#go=reverse' }”; undefined for anything else. Never throws. */
export function wantedLink(message: unknown): string | undefined {
  if (typeof message !== 'object' || message === null || Array.isArray(message)) return undefined
  const fields = new Map<string, unknown>(Object.entries(message))
  const show = fields.get('show')
  const isExact = fields.size === 2 && fields.get('noisewalk') === 1
  return isExact && typeof show === 'string' && show.startsWith('#') && show.length <= MOST_LINK ? show : undefined
}

/** A pair of a link as another page may see it: without a picture, points, words or names that the visitor made. */
function sentPair(part: string): string[] {
  const [[name, text] = ['', '']] = allPairs(`#${part}`)
  if ((name === 'picture' || name === 'data') && /^(own|text)(\.|$)/.test(text)) return []
  if (name !== 'branches') return [part]
  const words = text.split('~').filter((word) => !/^(name\.|picture\.own)/.test(word)) // see walk/tree/link-text.ts
  return [`${name}=${encode(words.join('~'))}`]
}

/** A link as another page may see it: what the visitor drew, typed or opened stays in the frame. */
export const sentLink = (fragment: string): string =>
  `#${fragment.replace(/^#/, '').split('&').flatMap(sentPair).join('&')}`

/** Shows the links that the parent sends, the last of several at once, unless it is what was told to it. */
function listen(parent: Window, show: (link: string) => void): void {
  let pendingLink: string | undefined
  window.addEventListener('message', ({ source, data }: MessageEvent<unknown>) => {
    const link = source === parent ? wantedLink(data) : undefined
    if (link === undefined) return
    if (pendingLink === undefined)
      setTimeout(() => {
        const last = pendingLink
        pendingLink = undefined
        if (last !== undefined) show(last)
      }, PAUSE)
    pendingLink = link
  })
}

/**
 * Speaks with the page that shows this one in a frame: shows the links that it sends, and tells it the link to what is shown. Any page
 * may do that, as any page may open a link; so only links are read, and nothing of the visitor's own is told.
 */
export function answerParent(rooms: Rooms): void {
  const { parent } = window
  const tell = (message: object) => {
    parent.postMessage({ noisewalk: 1, ...message }, '*') // whichever page it is: it sees no more than what it may show
  }
  let lastState: string | undefined
  const tellState = () => {
    const state = sentLink(rooms.link())
    if (state === lastState) return
    lastState = state
    tell({ state })
  }
  listen(parent, (link) => {
    if (link !== lastState && link !== rooms.link()) rooms.show(link)
  })
  tell({ ready: true })
  tellState()
  rooms.onLink(tellState)
}
