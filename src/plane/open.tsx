import type { Rooms } from '../rooms/rooms'
import { Room } from './Room'
import { startPlane } from './start'

/** Starts the plane; called once, when it is first visited. */
export function openPlane(rooms: Rooms) {
  const player = startPlane(rooms)
  return function PlaneRoom() {
    return <Room player={player} />
  }
}
