import { startEngine } from '../engine/page/pictures/client'
import type { NetworkSource } from '../engine/protocol/pictures'
import { begin, followSettings, pictureArrived } from './run/begin'
import { followClassifier } from './classifier/classifier'
import { engineEvents } from './run/engine-events'
import { followFirstMinute, type FirstMinuteStore } from './first-minute/follow'
import { wasSeen } from './first-minute/remembered'
import { createForward } from './model/forward'
import { noticesOf } from '../shell/link'
import { wantedBackend } from '../shell/backend'
import type { Room, Rooms } from '../shell/rooms'
import { readLink, writeLink } from './run/link'
import { fetchGallery, type Gallery } from './model/pictures'
import { pause } from '../runs/playback'
import { playback } from './run/playback'
import type { Player } from './run/player'
import { fetchRecording } from './recording'
import { T } from '../runs/timeline'
import { type Model, modelOf, OWN } from './model/models'
import { createWalkStore, initialEngine } from './run/store'
import { emptyTrajectory } from './run/trajectory'
import { walkHistory } from './run/undo'

/** The walk as a room. A link pasted into the open page is followed as if it had been opened. */
const asRoom = (player: Player, firstMinute: FirstMinuteStore): Room => ({
  link: () => writeLink(player.store.getState().settings),
  onChange: (listener) => {
    player.store.subscribe(({ settings }, before) => {
      if (settings !== before.settings) listener()
    })
  },
  follow: (fragment) => {
    firstMinute.tell({ kind: 'leaves' })
    const { settings, notes } = readLink(fragment)
    player.store.setState({ settings, notices: noticesOf(notes) })
    begin(player, settings.frame)
  },
  leave: () => {
    pause(player)
  },
})

/** The starter pictures of the network that is chosen; those of one that was left meanwhile are dropped. */
function galleries(player: Player, base: string): () => void {
  const known = new Map<string, Promise<Gallery>>()
  const key = ({ samples, channels, size }: Model) => `${samples} ${channels} ${size}`
  const fetched = (model: Model) => {
    const found = known.get(key(model)) ?? fetchGallery(base, model)
    known.set(key(model), found)
    return found
  }
  return () => {
    const wanted = modelOf(player.store.getState().settings)
    const current = () => key(modelOf(player.store.getState().settings)) === key(wanted)
    void fetched(wanted)
      .then((found) => {
        if (current()) player.gallery = found
      })
      .catch(() => {
        known.delete(key(wanted))
        player.store.setState(({ notices }) => ({
          notices: [...notices, { kind: 'fault', fault: { code: 'gallery', details: {} } }],
        }))
      })
      .then(() => {
        if (current()) pictureArrived(player)
      })
  }
}

/** Another network: its weights are loaded, and its starter pictures, where it has others. */
function followModel(player: Player, pictures: () => void, reload: () => void): void {
  player.store.subscribe(({ settings: now }, { settings: before }) => {
    if (now.model === before.model) return
    const [wanted, had] = [modelOf(now), modelOf(before)]
    if (wanted.samples !== had.samples || wanted.size !== had.size || wanted.channels !== had.channels) {
      player.gallery = undefined
      pictures()
    }
    if (player.loaded !== now.model) reload()
  })
}

/** The walk outside React: its player, its first minute, and what its notices' buttons do. */
export interface WalkRoom {
  readonly player: Player
  readonly firstMinute: FirstMinuteStore
  readonly retry: () => void
  readonly fetchPictures: () => void
  readonly openOwn: (source: NetworkSource) => void
}

/** Everything that lives outside React: store, engine, player, pictures, link. */
export function startWalk(base: string, rooms: Rooms): WalkRoom {
  const { settings, notes } = readLink(location.hash)
  const store = createWalkStore(settings, noticesOf(notes))
  const load = (source: NetworkSource, again = false) => {
    player.engine.load(source, wantedBackend(), again)
  }
  const reload = (again = false) => {
    const { model } = store.getState().settings
    player.loaded = model
    load(
      model === OWN && player.own
        ? player.own
        : { kind: 'shelf', url: new URL(`${base}models/${model}/`, document.baseURI).href },
      again,
    )
  }
  const player: Player = {
    ...playback(() => player, store),
    store,
    engine: startEngine(engineEvents(() => player, reload)),
    forward: createForward(),
    gallery: undefined,
    recording: undefined,
    trajectory: emptyTrajectory({ levels: [], times: [T] }, 1, modelOf(settings)),
    runOf: undefined,
    kept: [],
    opened: false,
    loaded: undefined,
    ready: undefined,
    opening: undefined,
    own: undefined,
  }
  const reloadAnew = () => {
    store.setState({ engine: initialEngine })
    reload()
  }
  const retry = () => {
    if (store.getState().engine.status === 'failed') player.engine.restart() // what failed may stand still
    reloadAnew()
  }
  const pictures = galleries(player, base)
  begin(player, settings.frame)
  followModel(player, pictures, reloadAnew) // first: what follows must know that there is no network yet
  followClassifier(player, base) // before a run that needs it begins
  followSettings(player)
  const firstMinute = followFirstMinute(store, !rooms.beganWithLink && !wasSeen())
  walkHistory(player)
  rooms.add('walk', asRoom(player, firstMinute))
  pictures()
  // Without its recording the page only lacks something to watch while it loads.
  void fetchRecording(base).then(
    (found) => {
      player.recording = found
      pictureArrived(player)
    },
    () => undefined,
  )
  reload()
  const openOwn = (source: NetworkSource) => {
    pause(player)
    Object.assign(player, { opening: source, loaded: undefined })
    store.setState({ engine: initialEngine, notices: [] })
    load(source)
  }
  return { player, firstMinute, retry, fetchPictures: pictures, openOwn }
}
