import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { openGlossary } from '../ui/terms'
import { toggleTheme } from '../ui/theme'
import { openLessons } from './guide'
import { listenToKeys, type RoomCommands } from './keys'
import type { Playable } from '../runs/playback'
import { useRooms } from './rooms'

/** Listens to the keyboard while the visitor is in a room. @param ownCommand what a key does in this room alone */
export function useRoomKeys(
  player: Playable,
  commands: Omit<RoomCommands, 'toggleTheme' | 'changeRoom' | 'openGlossary' | 'openLessons'>,
  ownCommand: (key: string) => (() => void) | undefined,
): void {
  const rooms = useRooms()
  const room = useStore(rooms.store, (state) => state.room)
  const latest = useRef({ commands, ownCommand })
  useEffect(() => {
    latest.current = { commands, ownCommand }
  })
  useEffect(
    () =>
      listenToKeys(
        player,
        () => ({
          ...latest.current.commands,
          toggleTheme,
          openLessons: () => {
            openLessons()
          },
          openGlossary: () => {
            openGlossary()
          },
          changeRoom: () => {
            rooms.go(room === 'walk' ? 'plane' : 'walk')
          },
        }),
        (key) => latest.current.ownCommand(key),
      ),
    [player, rooms, room],
  )
}
