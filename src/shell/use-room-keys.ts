import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { openGlossary } from '../ui/terms'
import { toggleTheme } from '../ui/theme'
import { listenToKeys, type RoomCommands } from './keys'
import type { Playable } from '../runs/playback'
import { useRooms } from './rooms'

/** The keyboard of a room while it is visited. */
export function useRoomKeys(
  player: Playable,
  commands: Omit<RoomCommands, 'theme' | 'room' | 'glossary'>,
  own: (key: string) => (() => void) | undefined,
): void {
  const rooms = useRooms()
  const room = useStore(rooms.store, (state) => state.room)
  const latest = useRef({ commands, own })
  useEffect(() => {
    latest.current = { commands, own }
  })
  useEffect(
    () =>
      listenToKeys(
        player,
        () => ({
          ...latest.current.commands,
          theme: toggleTheme,
          glossary: () => {
            openGlossary()
          },
          room: () => {
            rooms.go(room === 'walk' ? 'plane' : 'walk')
          },
        }),
        (key) => latest.current.own(key),
      ),
    [player, rooms, room],
  )
}
