import { startEngine } from '../engine/page/pictures/client'
import type { NetworkSource } from '../engine/protocol/pictures'
import { begin, followSettings, pictureArrived } from './run/begin'
import { followClassifier } from './classifier/classifier'
import { createPlayer } from './run/create-player'
import { engineEvents } from './run/engine-events'
import { lastReady, idOf } from './run/network'
import { sourceOf } from './run/source'
import { followFirstMinute, type FirstMinuteStore } from './first-minute/follow'
import { wasSeen } from './first-minute/seen-flag'
import { noticesOf } from '../shell/link'
import { wantedBackend, wantedKernels } from '../shell/backend'
import type { Room, Rooms } from '../shell/rooms'
import { readLink, writeLink } from './run/link'
import { partsFor } from './link-parts'
import { fetchGallery, type Gallery } from './model/pictures'
import { pause } from '../runs/playback'
import type { Player } from './run/player'
import { fetchRecording } from './recording'
import { type Model, modelOf } from './model/models'
import { createWalkStore, initialEngine, type WalkState } from './run/store'
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
    const go = () => {
      const { settings, notes } = readLink(fragment)
      player.store.setState({ settings, notices: noticesOf(notes) })
      begin(player, settings.frame)
    }
    const loading = partsFor(fragment)
    if (loading) void loading.then(go)
    else go()
  },
  leave: () => {
    pause(player)
  },
})

/** The starter pictures of the network that is chosen; those of one that was left meanwhile are dropped. */
function galleries(player: Player, base: string): () => void {
  const galleryByKey = new Map<string, Promise<Gallery>>()
  const key = ({ samples, channels, size }: Model) => `${samples} ${channels} ${size}`
  const galleryOf = (model: Model) => {
    const gallery = galleryByKey.get(key(model)) ?? fetchGallery(base, model)
    galleryByKey.set(key(model), gallery)
    return gallery
  }
  return () => {
    const wantedModel = modelOf(player.store.getState().settings)
    const current = () => key(modelOf(player.store.getState().settings)) === key(wantedModel)
    void galleryOf(wantedModel)
      .then((gallery) => {
        if (current()) player.gallery = gallery
      })
      .catch(() => {
        galleryByKey.delete(key(wantedModel))
        player.store.setState(({ notices }) => ({
          notices: [...notices, { kind: 'fault', fault: { code: 'gallery', details: {} } }],
        }))
      })
      .then(() => {
        if (current()) pictureArrived(player)
        void import('../i18n/files').catch(() => undefined) // the sentences of networks that are refused
      })
  }
}

/** Whether the engine rests with another network than the chosen one, after it has computed the past of a branch. */
const restsElsewhere = ({ network }: Player, { settings, engine, playing, run }: WalkState): boolean =>
  engine.status === 'ready' &&
  idOf(network) !== settings.model &&
  !(playing || run.pending || run.waiting || run.goal !== undefined)

/** Another network: its weights are loaded, and its starter pictures, where it has others. */
function followModel(player: Player, pictures: () => void, reload: () => void): void {
  player.store.subscribe((state, { settings: before }) => {
    const { settings: now } = state
    if (restsElsewhere(player, state)) reload()
    if (now.model === before.model) return
    const [wantedModel, had] = [modelOf(now), modelOf(before)]
    if (wantedModel.samples !== had.samples || wantedModel.size !== had.size || wantedModel.channels !== had.channels) {
      player.gallery = undefined
      pictures()
    }
    if (idOf(player.network) !== now.model) reload()
  })
}

/** The walk outside React: its player, its first minute, and what its notices' buttons do. */
interface WalkRoom {
  readonly player: Player
  readonly firstMinute: FirstMinuteStore
  readonly retry: () => void
  readonly fetchPictures: () => void
  readonly openOwn: (source: NetworkSource) => void
}

/** How the network of the settings is loaded, and one of the visitor's own opened. */
function loading(player: Player, base: string) {
  const { store, engine } = player
  const load = (source: NetworkSource, again = false) => {
    engine.load(source, wantedBackend(), again)
  }
  const loadNamed = (id: string, again = false) => {
    player.network = { status: 'loading', id, before: lastReady(player.network) }
    load(sourceOf(id, store.getState(), base), again)
  }
  const reload = (again = false) => {
    loadNamed(store.getState().settings.model, again)
  }
  player.bring = (id) => {
    store.setState({ engine: initialEngine })
    loadNamed(id)
  }
  const reloadAnew = () => {
    player.bring(store.getState().settings.model)
  }
  return {
    reload,
    reloadAnew,
    retry: () => {
      if (store.getState().engine.status === 'failed') engine.restart() // what failed may stand still
      reloadAnew()
    },
    openOwn: (source: NetworkSource) => {
      pause(player)
      player.network = { status: 'opening', source, before: lastReady(player.network) }
      store.setState({ engine: initialEngine, notices: [] })
      load(source)
    },
  }
}

/** Everything that lives outside React: store, engine, player, pictures, link. */
export function startWalk(base: string, rooms: Rooms): WalkRoom {
  const { settings, notes } = readLink(location.hash)
  const store = createWalkStore(settings, noticesOf(notes))
  const player = createPlayer(store, startEngine(wantedKernels()))
  const { reload, reloadAnew, retry, openOwn } = loading(player, base)
  player.engine.listen(engineEvents(player, reload))
  const fetchPictures = galleries(player, base)
  begin(player, settings.frame)
  walkHistory(player) // before what changes settings in answer to a change: a step begins with what was set before both
  followModel(player, fetchPictures, reloadAnew) // first: what follows must know that there is no network yet
  followClassifier(player, base) // before a run that needs it begins
  followSettings(player)
  const firstMinute = followFirstMinute(store, !rooms.beganWithLink && !wasSeen())
  rooms.add('walk', asRoom(player, firstMinute))
  fetchPictures()
  // Without its recording the page only lacks something to watch while it loads.
  void fetchRecording(base).then(
    (recording) => {
      player.recording = recording
      pictureArrived(player)
    },
    () => undefined,
  )
  reload()
  return { player, firstMinute, retry, fetchPictures, openOwn }
}
