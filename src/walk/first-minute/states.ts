import { T } from '../../runs/timeline'

/** Activities that the page offers one after the other, once a picture has dissolved and come back. */
export const ACTIVITIES = ['other-noise', 'other-class', 'draw', 'how'] as const
export type Activity = (typeof ACTIVITIES)[number]

/** The states of a visit's first minute. Each has one sentence, and at most one thing to do next. */
export type FirstMinute =
  /** The picture is still, and the page invites the visitor to drag the timeline. */
  | { readonly kind: 'invite' }
  | { readonly kind: 'dissolving' }
  /** Nothing of the picture is left to see, and a button brings it back. */
  | { readonly kind: 'noise' }
  | { readonly kind: 'returning' }
  /** A sentence says what has happened, and the page offers the next activity. */
  | {
      readonly kind: 'offer'
      readonly after: 'return' | Activity
      readonly activity: Activity
      readonly past: readonly Activity[]
    }
  | { readonly kind: 'doing'; readonly activity: Activity; readonly past: readonly Activity[] }
  /** The page offers three ways to continue. */
  | { readonly kind: 'doors' }
  | { readonly kind: 'over' }

/** The place of the playhead. A reverse walk is complete when its last frame is computed and shown. */
export type PlayheadPlace =
  | { readonly direction: 'forward'; readonly t: number }
  | { readonly direction: 'reverse'; readonly frame: number; readonly complete: boolean }

export type Event =
  | { readonly kind: 'stands'; readonly place: PlayheadPlace }
  /** The visitor begins an activity, by the button of the offer or in any other way. */
  | { readonly kind: 'begins'; readonly activity: Activity }
  /** The visitor wants the next activity instead. */
  | { readonly kind: 'skips' }
  /** The visitor dismisses the hints, or does something that no hint mentions. */
  | { readonly kind: 'leaves' }

/** From this t on a digit is invisible: at t = 950 of the cosine schedule it has 1/13 of its contrast. */
export const ALL_NOISE = 0.95 * T

const over: FirstMinute = { kind: 'over' }

function nextOffer(after: 'return' | Activity, past: readonly Activity[]): FirstMinute {
  const activity = ACTIVITIES.find((each) => !past.includes(each))
  return activity ? { kind: 'offer', after, activity, past } : { kind: 'doors' }
}

/** The state before the first return. Only the playhead decides it, so that every way to move it counts. */
function stateBeforeReturn(at: PlayheadPlace): FirstMinute {
  if (at.direction === 'forward') return { kind: at.t === 0 ? 'invite' : at.t < ALL_NOISE ? 'dissolving' : 'noise' }
  if (at.complete) return nextOffer('return', [])
  return { kind: at.frame === 0 ? 'noise' : 'returning' }
}

/** The state after the playhead has moved. An activity ends when its walk is complete; "how did it know?" has no walk to wait for. */
function afterMove(state: FirstMinute, at: PlayheadPlace): FirstMinute {
  switch (state.kind) {
    case 'invite':
    case 'dissolving':
    case 'noise':
    case 'returning':
      return stateBeforeReturn(at)
    case 'doing':
      return state.activity !== 'how' && at.direction === 'reverse' && at.complete
        ? nextOffer(state.activity, state.past)
        : state
    default:
      return state
  }
}

const withActivity = (past: readonly Activity[], activity: Activity): readonly Activity[] =>
  past.includes(activity) ? past : [...past, activity]

/** The state after an event. This function is pure; other modules show and remember what follows from it. */
export function next(state: FirstMinute, event: Event): FirstMinute {
  if (state.kind === 'over' || event.kind === 'leaves') return over
  if (event.kind === 'stands') return afterMove(state, event.place)
  if (state.kind !== 'offer' && state.kind !== 'doing') return state
  if (event.kind === 'begins')
    return { kind: 'doing', activity: event.activity, past: withActivity(state.past, event.activity) }
  return nextOffer(state.kind === 'doing' ? state.activity : state.after, withActivity(state.past, state.activity))
}
