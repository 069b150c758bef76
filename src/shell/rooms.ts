import { createContext, useContext } from 'react'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { onLanguage } from '../i18n/language'
import { openGlossary } from '../ui/terms'
import { glossaryOf, saysMore, withoutGlossary } from './glossary-link'
import { followLanguage, inLanguage } from './language'
import { saysLanguage } from './language-link'
import { allPairs } from './link-pairs'

export const ROOMS = ['walk', 'plane'] as const
export type RoomId = (typeof ROOMS)[number]

/** A room that has been opened, as the address bar sees it. */
export interface Room {
  /** The fragment of what is set in it. */
  link(): string
  /** Tells whenever that changes. */
  onChange(listener: () => void): void
  /** A link to this room was pasted into the open page. */
  follow(fragment: string): void
  /** The visitor goes: nothing plays on. */
  leave(): void
}

export interface Rooms {
  readonly store: StoreApi<{ readonly room: RoomId; readonly part: string | undefined }>
  /** Whether the visit began by a link that sets something. */
  readonly byLink: boolean
  /** A room has been opened: the address bar follows it while it is the one that is visited. */
  opened(id: RoomId, room: Room): void
  /**
   * Goes to a room; one that was visited before is as it was left.
   * @param part what of it is to be seen first
   */
  go(id: RoomId, part?: string): void
}

/** Which room a link leads to: without a word of it, the walk. */
export const roomOf = (fragment: string): RoomId =>
  allPairs(fragment).some(([name, text]) => name === 'room' && /^plane\b/.test(text)) ? 'plane' : 'walk'

/** The link to a room as it is at first. */
export const firstLink = (id: RoomId): string => (id === 'walk' ? '' : `#room=${id}`)

/**
 * What an entry of the browser's history remembers: in which visit it was made. Entries of one visit differ in what is open, not in
 * what is set: going back to one finds the rooms as they are. A link that is pasted or typed begins another visit.
 */
interface Entry {
  readonly visit: number
}

const entry = (): Partial<Entry> => (history.state as Partial<Entry> | null) ?? {}

function writeAddress(
  fragment: string,
  how: 'replaceState' | 'pushState' = 'replaceState',
  state: object = entry(),
): void {
  try {
    history[how](state, '', fragment || location.pathname + location.search)
  } catch {
    // Safari allows a hundred a half minute; the next change writes it.
  }
}

/** The rooms of the page; which is visited is a matter of the address. */
export function openRooms(): Rooms {
  const store = createStore<{ room: RoomId; part: string | undefined }>()(() => ({
    room: roomOf(location.hash),
    part: undefined,
  }))
  const byLink = allPairs(location.hash).some((pair) => !saysLanguage(pair))
  const known = new Map<RoomId, Room>()
  const current = () => store.getState().room
  let visit = entry().visit ?? Date.now()
  /** False between a link's arrival in the address bar and its hashchange event: what the room writes then would erase the link. */
  const addressIsRead = () => entry().visit === visit
  const asked = glossaryOf(location.hash)
  writeAddress(withoutGlossary(location.hash), 'replaceState', { visit }) // the glossary's own entry comes over this one
  if (asked) openGlossary(asked.at)
  const linkTo = (id: RoomId) => inLanguage(known.get(id)?.link() ?? firstLink(id))
  const enter = (room: RoomId, part?: string) => {
    if (room === current()) return
    known.get(current())?.leave()
    store.setState({ room, part })
  }
  /** A link to the glossary leaves the rooms as they are, but for what it says of them. */
  const toGlossary = (): boolean => {
    const wanted = glossaryOf(location.hash)
    if (!wanted) return false
    openGlossary(wanted.at)
    const alone = !saysMore(location.hash) || entry().visit === visit
    if (alone) writeAddress(linkTo(current()), 'replaceState', { visit })
    return alone
  }
  window.addEventListener('hashchange', () => {
    followLanguage(location.hash)
    if (toGlossary()) return
    const room = roomOf(location.hash)
    const same = entry().visit === visit
    if (!same) {
      visit = entry().visit ?? Date.now()
      writeAddress(withoutGlossary(location.hash), 'replaceState', { visit })
      known.get(room)?.follow(location.hash)
    }
    enter(room)
    if (same) writeAddress(linkTo(room))
  })
  onLanguage(() => {
    if (known.has(current()) && addressIsRead()) writeAddress(linkTo(current()))
  })
  return {
    store,
    byLink,
    opened: (id, room) => {
      known.set(id, room)
      if (inLanguage('') !== '' && current() === id && addressIsRead()) writeAddress(linkTo(id))
      let timer: ReturnType<typeof setTimeout> | undefined
      room.onChange(() => {
        // Not oftener than every third of a second: browsers limit it.
        timer ??= setTimeout(() => {
          timer = undefined
          if (current() === id && addressIsRead()) writeAddress(linkTo(id))
        }, 300)
      })
    },
    go: (id, part) => {
      if (id === current()) return
      writeAddress(linkTo(current())) // as it is left
      enter(id, part)
      writeAddress(linkTo(id), 'pushState', { visit })
    },
  }
}

export const RoomsContext = createContext<Rooms | null>(null)

export function useRooms(): Rooms {
  const rooms = useContext(RoomsContext)
  if (!rooms) throw new Error('useRooms outside of RoomsContext')
  return rooms
}
