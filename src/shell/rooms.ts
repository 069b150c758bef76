import { createContext, useContext } from 'react'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { onLanguage } from '../i18n/language'
import { openGlossary } from '../ui/terms'
import { glossaryOf, saysMore, withoutGlossary } from './glossary-link'
import { followLanguage, inLanguage } from './language'
import { saysLanguage } from './language-link'
import { allPairs } from './link-pairs'
import { pagePairs, saysPage, withPagePairs } from './page-pairs'

export const ROOMS = ['walk', 'plane'] as const
export type RoomId = (typeof ROOMS)[number]

/** A room that has been started, as the address bar sees it. */
export interface Room {
  /** The fragment that describes the room's settings. */
  link(): string
  /** Calls the listener whenever that fragment changes. */
  onChange(listener: () => void): void
  /** Sets what a link says that was pasted into the open page. */
  follow(fragment: string): void
  /** Pauses, because the visitor goes to the other room. */
  leave(): void
}

export interface Rooms {
  readonly store: StoreApi<{ readonly room: RoomId; readonly part: string | undefined }>
  /** Whether the visit began with a link that sets something. */
  readonly beganWithLink: boolean
  /** Adds a room that has been started. The address bar follows it while the visitor is in it. */
  add(id: RoomId, room: Room): void
  /**
   * Goes to a room, which is as the visitor left it.
   * @param part the panel that it should show first
   */
  go(id: RoomId, part?: string): void
  /** Shows what a link says, in the room that it leads to, as if it had been pasted into the address bar. */
  show(fragment: string): void
  /** The link to what the open room shows. */
  link(): string
}

/** Which room a link leads to; a link that names none leads to the picture room. */
export const roomOf = (fragment: string): RoomId =>
  allPairs(fragment).some(([name, text]) => name === 'room' && /^plane\b/.test(text)) ? 'plane' : 'walk'

/** The link to a room with its default settings. */
export const firstLink = (id: RoomId): string => (id === 'walk' ? '' : `#room=${id}`)

/**
 * What an entry of the browser's history stores: the visit that made it. Entries of one visit differ in what is open, not in the
 * settings, so going back to one leaves the rooms as they are. A link that is pasted or typed begins another visit.
 */
interface Entry {
  readonly visit: number
}

const currentEntry = (): Partial<Entry> => (history.state as Partial<Entry> | null) ?? {}

function writeAddress(
  fragment: string,
  method: 'replaceState' | 'pushState' = 'replaceState',
  state: object = currentEntry(),
): void {
  try {
    history[method](state, '', fragment || location.pathname + location.search)
  } catch {
    // Safari allows a hundred writes in half a minute; the next change writes the address again.
  }
}

/** Several calls within so many milliseconds act once, at their end. */
function atMostEvery(milliseconds: number, act: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  return () => {
    timer ??= setTimeout(() => {
      timer = undefined
      act()
    }, milliseconds)
  }
}

/** Opens the glossary if a fragment asks for it. Returns whether it asks for nothing else. */
function toGlossary(fragment: string, isSameVisit: boolean): boolean {
  const wanted = glossaryOf(fragment)
  if (wanted) openGlossary(wanted.term)
  return wanted !== undefined && (isSameVisit || !saysMore(fragment))
}

/** Makes the page's rooms. The address says which one is open. */
export function openRooms(): Rooms {
  const store: Rooms['store'] = createStore(() => ({ room: roomOf(location.hash), part: undefined }))
  const beganWithLink = allPairs(location.hash).some((pair) => !saysLanguage(pair) && !saysPage(pair))
  const startedRooms = new Map<RoomId, Room>()
  const currentRoom = () => store.getState().room
  let visit = currentEntry().visit ?? Date.now()
  /** False between a link's arrival in the address bar and its hashchange event; writing the address then would erase the link. */
  const isSameVisit = () => currentEntry().visit === visit
  const fragment = location.hash
  writeAddress(withoutGlossary(fragment), 'replaceState', { visit }) // the glossary makes an entry of its own after this one
  toGlossary(fragment, true)
  const linkTo = (id: RoomId) => inLanguage(withPagePairs(startedRooms.get(id)?.link() ?? firstLink(id)))
  const follow = () => {
    if (startedRooms.has(currentRoom()) && isSameVisit()) writeAddress(linkTo(currentRoom()))
  }
  const enter = (room: RoomId, part?: string) => {
    if (room === currentRoom()) return
    startedRooms.get(currentRoom())?.leave()
    store.setState({ room, part })
  }
  window.addEventListener('hashchange', () => {
    const wasSameVisit = isSameVisit()
    if (!wasSameVisit) followLanguage(location.hash)
    if (toGlossary(location.hash, wasSameVisit)) {
      writeAddress(linkTo(currentRoom()), 'replaceState', { visit })
      return
    }
    const room = roomOf(location.hash)
    if (!wasSameVisit) {
      visit = currentEntry().visit ?? Date.now()
      writeAddress(withoutGlossary(location.hash), 'replaceState', { visit })
      startedRooms.get(room)?.follow(location.hash)
    }
    enter(room)
    if (wasSameVisit) writeAddress(linkTo(room))
  })
  onLanguage(follow)
  pagePairs.subscribe(follow)
  return {
    store,
    beganWithLink,
    add: (id, room) => {
      startedRooms.set(id, room)
      if (inLanguage('') !== '') follow() // a language that this machine remembers is in the address from the start
      room.onChange(atMostEvery(300, follow)) // browsers limit how often a page writes its address
    },
    go: (id, part) => {
      if (id === currentRoom()) return
      writeAddress(linkTo(currentRoom())) // the room that is left, in its last state
      enter(id, part)
      writeAddress(linkTo(id), 'pushState', { visit })
    },
    show: (fragment) => {
      const id = roomOf(fragment)
      const room = startedRooms.get(id)
      if (!room) writeAddress(fragment, 'replaceState', { visit }) // the room reads it when it starts
      room?.follow(fragment)
      enter(id)
      follow()
    },
    link: () => startedRooms.get(currentRoom())?.link() ?? firstLink(currentRoom()),
  }
}

export const RoomsContext = createContext<Rooms | null>(null)

export function useRooms(): Rooms {
  const rooms = useContext(RoomsContext)
  if (!rooms) throw new Error('useRooms outside of RoomsContext')
  return rooms
}
