import type { MouseEvent } from 'react'
import { useStore } from 'zustand'
import { text } from '../i18n'
import styles from './room-switch.module.css'
import { firstLink, type RoomId, ROOMS, useRooms } from './rooms'

/** Links to the rooms. A plain press goes to the room as it was left; with Ctrl or Shift the link opens a new tab or window. */
export function RoomSwitch() {
  const words = text.rooms
  const rooms = useRooms()
  const room = useStore(rooms.store, (state) => state.room)
  const go = (event: MouseEvent, id: RoomId) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    rooms.go(id)
  }
  return (
    <nav className={styles.rooms} aria-label={words.name}>
      {ROOMS.map((id) => (
        <a
          key={id}
          href={firstLink(id) || '#'}
          title={words.explain[id]}
          aria-keyshortcuts="P"
          aria-current={id === room ? 'page' : undefined}
          onClick={(event) => {
            go(event, id)
          }}
        >
          {words.titles[id]}
        </a>
      ))}
    </nav>
  )
}
