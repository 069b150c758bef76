import { createStore, type StoreApi } from 'zustand/vanilla'
import { RUN_KEYS, type Settings } from '../model/settings'
import type { WalkState, WalkStore } from '../run/store'
import { rememberSeen } from './remembered'
import { type Event, type FirstMinute, next, type Thing, type Where } from './states'

export interface FirstMinuteStore {
  readonly store: StoreApi<FirstMinute>
  readonly tell: (event: Event) => void
  /** Once more from its beginning. */
  readonly again: () => void
}

function whereOf({ settings, run }: Pick<WalkState, 'settings' | 'run'>): Where {
  const { direction, t, frame } = settings
  if (direction === 'forward') return { direction, t }
  return { direction, frame, complete: run.recorded === run.total && frame === run.total }
}

/** What the hints speak of. A change of another setting of the run is the visitor's own way. */
const HINTED: ReadonlySet<keyof Settings> = new Set(['seed', 'label', 'from'])
const OWN_WAY = RUN_KEYS.filter((key) => !HINTED.has(key))

function begun(now: Settings, before: Settings): Thing | undefined {
  if (now.picture !== before.picture && now.picture.kind === 'own') return 'draw'
  if (now.seed !== before.seed) return 'other-noise'
  return now.label !== before.label && now.direction === 'reverse' && before.direction === 'reverse'
    ? 'other-class'
    : undefined
}

/** What a change of the walk means to the first minute. */
function eventsOf(now: WalkState, before: WalkState): Event[] {
  if (OWN_WAY.some((key) => now.settings[key] !== before.settings[key])) return [{ kind: 'leaves' }]
  const thing = begun(now.settings, before.settings)
  // Where the playhead stood is another run's: it is told with the next change.
  return thing ? [{ kind: 'begins', thing }] : [{ kind: 'stands', at: whereOf(now) }]
}

const isFirst = (state: FirstMinute) =>
  state.kind === 'invite' || state.kind === 'dissolving' || state.kind === 'noise' || state.kind === 'returning'

/** The first minute of a walk. It is remembered as soon as a picture has come back, or the hints were put away. */
export function followFirstMinute(walk: WalkStore, wanted: boolean): FirstMinuteStore {
  const store = createStore<FirstMinute>()(() => ({ kind: wanted ? 'invite' : 'over' }))
  const become = (state: FirstMinute) => {
    const before = store.getState()
    if (JSON.stringify(state) === JSON.stringify(before)) return
    store.setState(state, true)
    if (isFirst(before) && !isFirst(state)) rememberSeen()
  }
  const tell = (event: Event) => {
    become(next(store.getState(), event))
  }
  walk.subscribe((now, before) => {
    for (const event of eventsOf(now, before)) tell(event)
  })
  return {
    store,
    tell,
    again: () => {
      become({ kind: 'invite' })
    },
  }
}
