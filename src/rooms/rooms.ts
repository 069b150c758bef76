import { createContext, useContext } from 'react'
import { createStore, type StoreApi } from 'zustand/vanilla'
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
  readonly store: StoreApi<{ readonly room: RoomId }>
  /** A room has been opened: the address bar follows it while it is the one that is visited. */
  opened(id: RoomId, room: Room): void
  /** Goes to a room; one that was visited before is as it was left. */
  go(id: RoomId): void
}

/** Which room a link leads to: without a word of it, the walk. */
export const roomOf = (fragment: string): RoomId => (allPairs(fragment).some(([name, text]) => name === 'room' && /^plane\b/.test(text)) ? 'plane' : 'walk')

/** The link to a room as it is at first. */
export const firstLink = (id: RoomId): string => (id === 'walk' ? '' : `#room=${id}`)

function writeAddress(fragment: string): void {
  try {
    history.replaceState(history.state, '', fragment || location.pathname + location.search)
  } catch {
    // Safari allows a hundred a half minute; the next change writes it.
  }
}

/** The rooms of the page; which is visited is a matter of the address. */
export function openRooms(): Rooms {
  const store = createStore<{ room: RoomId }>()(() => ({ room: roomOf(location.hash) }))
  const known = new Map<RoomId, Room>()
  const current = () => store.getState().room
  const enter = (room: RoomId) => {
    if (room === current()) return
    known.get(current())?.leave()
    store.setState({ room })
  }
  window.addEventListener('hashchange', () => {
    const room = roomOf(location.hash)
    known.get(room)?.follow(location.hash)
    enter(room)
  })
  return {
    store,
    opened: (id, room) => {
      known.set(id, room)
      let timer: ReturnType<typeof setTimeout> | undefined
      room.onChange(() => {
        // Not oftener than every third of a second: browsers limit it.
        timer ??= setTimeout(() => {
          timer = undefined
          if (current() === id) writeAddress(room.link())
        }, 300)
      })
    },
    go: (id) => {
      enter(id)
      writeAddress(known.get(id)?.link() ?? firstLink(id))
    },
  }
}

export const RoomsContext = createContext<Rooms | null>(null)

export function useRooms(): Rooms {
  const rooms = useContext(RoomsContext)
  if (!rooms) throw new Error('useRooms outside of RoomsContext')
  return rooms
}
