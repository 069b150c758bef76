import { startPlaneEngine } from '../engine/page/plane/client'
import { wantedBackend } from '../shell/backend'
import { noticesOf } from '../shell/link'
import { pause, seek } from '../runs/playback'
import { type Room, roomOf, type Rooms } from '../shell/rooms'
import type { Plane } from './context'
import { isUnreadable, pointsOf } from './data'
import { problem } from './data/problem'
import { engineEvents } from './engine-events'
import { learningEvents } from './learn/events'
import { followLearning, pauseLearning } from './learn/follow'
import { askBeforeLeaving, followKeeping } from './learn/keeping'
import { followSamples } from './learn/samples'
import { readLink, writeLink } from './link'
import { openEngine } from './open-engine'
import { begin, createPlayer, type Player } from './player'
import { samePoints, sameRuns } from './settings'
import { createPlaneStore, type PlaneNotice } from './store'
import { planeHistory } from './undo'

const planeNoticesOf = ({ settings, notes }: ReturnType<typeof readLink>): PlaneNotice[] => [
  ...noticesOf(notes),
  ...(isUnreadable(settings.points) ? [{ kind: 'points', problem: problem('private') } as const] : []),
]

/** Makes the points that the settings name, for the page and for the engine. */
function drawPoints({ store, engine }: Plane): void {
  const { points: ref, pointCount, seed } = store.getState().settings
  const points = pointsOf(ref, pointCount, seed)
  engine.setPoints(points)
  store.setState({ points })
}

/** Draws the points of a text again when a font arrives that was not there yet. */
function followLetters(player: Player): void {
  document.fonts.addEventListener('loadingdone', () => {
    const { points, frame } = player.plane.store.getState().settings
    if (points.kind !== 'text') return
    drawPoints(player.plane)
    begin(player, frame)
  })
}

/** When the settings change: draws other points and begins other runs if they call for them, and pauses if the direction turns. */
export function followSettings(player: Player): void {
  const { store } = player.plane
  store.subscribe(({ settings: now }, { settings: before }) => {
    if (now === before) return
    const hasOtherPoints = !samePoints(now, before)
    if (hasOtherPoints) drawPoints(player.plane)
    if (now.direction !== before.direction) pause(player)
    if (hasOtherPoints || !sameRuns(now, before)) begin(player)
  })
}

/** The plane as a room: it writes and follows links. A link pasted into the open page works as if it had been opened. */
const asRoom = (player: Player): Room => {
  const { store } = player.plane
  return {
    link: () => writeLink(store.getState().settings),
    onChange: (listener) => {
      store.subscribe(({ settings }, before) => {
        if (settings !== before.settings) listener()
      })
    },
    follow: (fragment) => {
      const link = readLink(fragment)
      store.setState({ settings: link.settings, notices: planeNoticesOf(link) })
      begin(player, link.settings.frame)
    },
    leave: () => {
      pause(player)
      if (store.getState().learning.status === 'learning') pauseLearning(player.plane)
    },
  }
}

/** Starts all of the plane that lives outside React: store, engine, player, points, link. */
export function startPlane(rooms: Rooms): Player {
  const link = readLink(roomOf(location.hash) === 'plane' ? location.hash : '')
  const { settings } = link
  const points = pointsOf(settings.points, settings.pointCount, settings.seed)
  const store = createPlaneStore(points, settings)
  store.setState({ notices: planeNoticesOf(link) })
  const backend = wantedBackend()
  const plane: Plane = { store, engine: startPlaneEngine() }
  const player = createPlayer(plane)
  const onLearned = learningEvents(store, (change) => {
    planeHistory(plane).unrecorded(change)
  })
  plane.engine.listen(engineEvents(player, backend, onLearned))
  openEngine(plane, backend)
  begin(player, settings.frame)
  followSettings(player)
  followLetters(player)
  followLearning(plane)
  followSamples(player)
  followKeeping(plane, () => {
    if (player.runs.some(({ run }) => run.spec.answerer === 'network')) begin(player, settings.frame)
  })
  askBeforeLeaving(plane)
  planeHistory(plane, (frame) => {
    seek(player, frame)
  })
  rooms.add('plane', asRoom(player))
  return player
}
