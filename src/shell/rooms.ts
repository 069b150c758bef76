import { createContext, useContext } from 'react'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { onLanguage } from '../i18n/language'
import { openGlossary } from '../ui/terms'
import { atMostEvery, openAddress } from './address'
import { glossaryOf, saysMore, withoutGlossary } from './glossary-link'
import { followLanguage, inLanguage } from './language'
import { saysLanguage } from './language-link'
import { allPairs } from './link-pairs'
import { pagePairs, withPagePairs } from './page-pairs'

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
  readonly store: StoreApi<{
    readonly room: RoomId
    readonly part: string | undefined
    /** The last link that the visitor has opened in the open page; another object each time. */
    readonly arrived: { readonly link: string } | undefined
  }>
  /** Whether the visit began with a link that sets something, or names a lesson. */
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
  /** Calls the listener after that link may have changed: soon after the room has, and not at every change of it. */
  onLink(listener: () => void): void
}

/** Which room a link leads to; a link that names none leads to the picture room. */
export const roomOf = (fragment: string): RoomId =>
  allPairs(fragment).some(([name, text]) => name === 'room' && /^plane\b/.test(text)) ? 'plane' : 'walk'

/** The link to a room with its default settings. */
export const firstLink = (id: RoomId): string => (id === 'walk' ? '' : `#room=${id}`)

/** Opens the glossary if a fragment asks for it. Returns whether it asks for nothing else. */
function toGlossary(fragment: string, isSameVisit: boolean): boolean {
  const glossaryTarget = glossaryOf(fragment)
  if (glossaryTarget) openGlossary(glossaryTarget.term)
  return glossaryTarget !== undefined && (isSameVisit || !saysMore(fragment))
}

/** The room that the visitor is in; the one that they leave pauses. */
function visitedRoom(first: RoomId, startedRooms: ReadonlyMap<RoomId, Room>) {
  const store: Rooms['store'] = createStore(() => ({ room: first, part: undefined, arrived: undefined }))
  const currentRoom = () => store.getState().room
  const enter = (room: RoomId, part?: string) => {
    if (room === currentRoom()) return
    startedRooms.get(currentRoom())?.leave()
    store.setState({ room, part })
  }
  return { store, currentRoom, enter }
}

/** Makes the page's rooms. The address says which one is open. */
export function openRooms(): Rooms {
  const fragment = location.hash
  const startedRooms = new Map<RoomId, Room>()
  const { store, currentRoom, enter } = visitedRoom(roomOf(fragment), startedRooms)
  const address = openAddress()
  address.begin(withoutGlossary(fragment)) // the glossary makes an entry of its own after this one
  toGlossary(fragment, true)
  const linkOf = (id: RoomId) => startedRooms.get(id)?.link() ?? firstLink(id)
  const linkTo = (id: RoomId) => inLanguage(withPagePairs(linkOf(id)))
  const follow = () => {
    const room = currentRoom()
    const isRead = address.isSameVisit() && roomOf(location.hash) === room // Back's address is there before its event
    if (startedRooms.has(room) && isRead) address.write(linkTo(room))
  }
  const arrive = (link: string) => {
    const wasSameVisit = address.isSameVisit()
    if (!wasSameVisit) followLanguage(link)
    if (toGlossary(link, wasSameVisit)) {
      address.begin(linkTo(currentRoom()))
      return
    }
    const room = roomOf(link)
    if (!wasSameVisit) {
      address.beginVisit(withoutGlossary(link))
      startedRooms.get(room)?.follow(link)
    }
    enter(room)
    if (wasSameVisit) address.write(linkTo(room))
    else store.setState({ arrived: { link } })
  }
  window.addEventListener('hashchange', () => {
    arrive(location.hash)
  })
  for (const listen of [onLanguage, pagePairs.subscribe]) listen(follow)
  return {
    store,
    beganWithLink: allPairs(fragment).some((pair) => !saysLanguage(pair)),
    add: (id, room) => {
      startedRooms.set(id, room)
      ;(inLanguage(withPagePairs('')) === '' ? address.announce : follow)() // a remembered language and a lesson are in the address from the start
      room.onChange(atMostEvery(300, follow)) // browsers limit how often a page writes its address
    },
    go: (id, part) => {
      if (id === currentRoom()) return
      address.write(linkTo(currentRoom())) // the room that is left, in its last state
      enter(id, part)
      address.push(linkTo(id))
    },
    show: (link) => {
      const id = roomOf(link)
      const room = startedRooms.get(id)
      if (!room) address.begin(withPagePairs(link)) // the room reads it when it starts
      room?.follow(link)
      enter(id)
      if (room) address.write(linkTo(id))
    },
    link: () => linkOf(currentRoom()),
    onLink: address.onWrite,
  }
}

export const RoomsContext = createContext<Rooms | null>(null)

export function useRooms(): Rooms {
  const rooms = useContext(RoomsContext)
  if (!rooms) throw new Error('useRooms outside of RoomsContext')
  return rooms
}
