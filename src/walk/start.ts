import { startEngine } from '../engine/client'
import type { BackendName } from '../network'
import { begin, followSettings, pictureArrived } from './begin'
import { engineEvents } from './engine-events'
import { createForward } from './forward'
import { type LinkNote, readLink, writeLink } from './link'
import { fetchGallery } from './pictures'
import type { Player } from './player'
import { fetchRecording } from './recording'
import { SIZE, T } from './settings'
import { createWalkStore, initialEngine, type Notice, type WalkStore } from './store'
import { emptyTrajectory } from './trajectory'

const MODEL = 'digits'
const BACKENDS: readonly BackendName[] = ['webgpu', 'webgl', 'wasm']

/** `?backend=webgpu` forces a back end, a software adapter too: for tests and for the curious. */
const wantedBackend = (): BackendName | 'auto' => {
  const wanted = new URLSearchParams(location.search).get('backend')
  return BACKENDS.find((name) => name === wanted) ?? 'auto'
}

/** The address bar follows the walk, not oftener than every third of a second: browsers limit it. */
function keepLink(store: WalkStore): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  store.subscribe(({ settings }, before) => {
    if (settings === before.settings) return
    timer ??= setTimeout(() => {
      timer = undefined
      history.replaceState(null, '', writeLink(store.getState().settings) || location.pathname + location.search)
    }, 300)
  })
}

const noticesOf = (notes: readonly LinkNote[]): Notice[] => (notes.length ? [{ kind: 'link', notes }] : [])

/** A link pasted into the open page is followed as if it had been opened. */
function followLinks(player: Player): void {
  window.addEventListener('hashchange', () => {
    const { settings, notes } = readLink(location.hash)
    player.store.setState({ settings, notices: noticesOf(notes) })
    begin(player, settings.frame)
  })
}

async function fetchPictures(player: Player, base: string): Promise<void> {
  const arrived = () => { pictureArrived(player) }
  const gallery = fetchGallery(base).then((found) => { player.gallery = found }).catch(() => {
    player.store.setState(({ notices }) => ({ notices: [...notices, { kind: 'fault', fault: { code: 'gallery', details: {} } }] }))
  }).then(arrived)
  // Without its recording the page only lacks something to watch while it loads.
  const recording = fetchRecording(base).then((found) => { player.recording = found }).then(arrived, () => undefined)
  await Promise.all([gallery, recording])
}

/** Everything that lives outside React: store, engine, player, pictures, link. */
export function startWalk(base: string): { player: Player; reload: () => void } {
  const { settings, notes } = readLink(location.hash)
  const store = createWalkStore(settings, noticesOf(notes))
  const reload = () => { player.engine.load(new URL(`${base}models/${MODEL}/`, document.baseURI).href, wantedBackend()) }
  const player: Player = {
    store,
    engine: startEngine(engineEvents(() => player, reload)),
    forward: createForward(),
    gallery: undefined,
    recording: undefined,
    trajectory: emptyTrajectory({ levels: [], times: [T] }, 1, SIZE),
    runOf: undefined,
    opened: false,
    lastTick: 0,
  }
  begin(player, settings.frame)
  followSettings(player)
  keepLink(store)
  followLinks(player)
  void fetchPictures(player, base)
  reload()
  return {
    player,
    reload: () => {
      store.setState({ engine: initialEngine })
      reload()
    },
  }
}
