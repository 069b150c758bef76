import type { Rooms } from '../shell/rooms'
import { PlaneLayout } from './room'
import { startPlane } from './start'

/** Starts the plane; called once, when it is first visited. */
export function openPlane(rooms: Rooms) {
  const player = startPlane(rooms)
  function PlaneRoom() {
    return <PlaneLayout player={player} />
  }
  return { player, PlaneRoom }
}
