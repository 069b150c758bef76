import { createStore, type StoreApi } from 'zustand/vanilla'
import { RUN_KEYS, type Settings } from '../model/settings'
import type { WalkState, WalkStore } from '../run/store'
import { rememberSeen } from './seen-flag'
import { type Event, type FirstMinute, next, type Activity, type PlayheadPlace } from './states'

export interface FirstMinuteStore {
  readonly store: StoreApi<FirstMinute>
  readonly tell: (event: Event) => void
  /** Starts the first minute again. */
  readonly again: () => void
}

function placeOf({ settings, run }: Pick<WalkState, 'settings' | 'run'>): PlayheadPlace {
  const { direction, t, frame } = settings
  if (direction === 'forward') return { direction, t }
  return { direction, frame, complete: run.recorded === run.total && frame === run.total }
}

/** The settings that the hints speak of. A visitor who changes any other setting of the run needs no hints. */
const HINTED_KEYS: ReadonlySet<keyof Settings> = new Set(['seed', 'label', 'from'])
const OTHER_KEYS = RUN_KEYS.filter((key) => !HINTED_KEYS.has(key))

/** The activity that a change of settings begins, if any. */
function activityBegunBy(now: Settings, before: Settings): Activity | undefined {
  if (now.picture !== before.picture && now.picture.kind === 'own') return 'draw'
  if (now.seed !== before.seed) return 'other-noise'
  return now.label !== before.label && now.direction === 'reverse' && before.direction === 'reverse'
    ? 'other-class'
    : undefined
}

/** The events of the first minute that a change of the walk causes. */
function eventsOf(now: WalkState, before: WalkState): Event[] {
  if (OTHER_KEYS.some((key) => now.settings[key] !== before.settings[key])) return [{ kind: 'leaves' }]
  const activity = activityBegunBy(now.settings, before.settings)
  // The playhead's old place belongs to the previous run, so its place is reported with the next change.
  return activity ? [{ kind: 'begins', activity }] : [{ kind: 'stands', place: placeOf(now) }]
}

const isBeforeFirstReturn = (state: FirstMinute) =>
  state.kind === 'invite' || state.kind === 'dissolving' || state.kind === 'noise' || state.kind === 'returning'

/** Follows the walk with the first minute, which this machine remembers once a picture has come back or the hints were dismissed. */
export function followFirstMinute(walk: WalkStore, isWanted: boolean): FirstMinuteStore {
  const store = createStore<FirstMinute>()(() => ({ kind: isWanted ? 'invite' : 'over' }))
  const become = (state: FirstMinute) => {
    const before = store.getState()
    if (JSON.stringify(state) === JSON.stringify(before)) return
    store.setState(state, true)
    if (isBeforeFirstReturn(before) && !isBeforeFirstReturn(state)) rememberSeen()
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
