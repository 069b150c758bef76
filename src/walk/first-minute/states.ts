import { T } from '../../runs/timeline'

/** What a visitor is invited to do, one after the other, once a picture has dissolved and come back. */
export const THINGS = ['other-noise', 'other-class', 'draw', 'how'] as const
export type Thing = (typeof THINGS)[number]

/** The first minute of a visit: what the page says, and the one thing that it offers. */
export type FirstMinute =
  /** A still picture, and a handle to drag. */
  | { readonly kind: 'invite' }
  | { readonly kind: 'dissolving' }
  /** Nothing is left to see, and one button: bring it back. */
  | { readonly kind: 'noise' }
  | { readonly kind: 'returning' }
  /** Something has happened, which is told in a sentence, and the next thing is offered. */
  | { readonly kind: 'offer'; readonly after: 'return' | Thing; readonly thing: Thing; readonly done: readonly Thing[] }
  | { readonly kind: 'doing'; readonly thing: Thing; readonly done: readonly Thing[] }
  /** The three ways on. */
  | { readonly kind: 'doors' }
  | { readonly kind: 'over' }

/** Where the playhead stands. A reverse walk is complete when its last frame is computed and shown. */
export type Where =
  | { readonly direction: 'forward'; readonly t: number }
  | { readonly direction: 'reverse'; readonly frame: number; readonly complete: boolean }

export type Event =
  | { readonly kind: 'stands'; readonly at: Where }
  /** The visitor begins one of the things, by the offer's button or by another way. */
  | { readonly kind: 'begins'; readonly thing: Thing }
  /** Not this one: the next. */
  | { readonly kind: 'skips' }
  /** The visitor puts the hints away, or does something that no hint spoke of. */
  | { readonly kind: 'leaves' }

/** From here on nothing of a digit can be seen: at t = 950 of the cosine schedule it has 1/13 of its contrast. */
export const ALL_NOISE = 0.95 * T

const over: FirstMinute = { kind: 'over' }

function nextOffer(after: 'return' | Thing, done: readonly Thing[]): FirstMinute {
  const thing = THINGS.find((each) => !done.includes(each))
  return thing ? { kind: 'offer', after, thing, done } : { kind: 'doors' }
}

/** Before the first return the playhead alone decides, so that every way to move it counts. */
function atFirst(at: Where): FirstMinute {
  if (at.direction === 'forward') return { kind: at.t === 0 ? 'invite' : at.t < ALL_NOISE ? 'dissolving' : 'noise' }
  if (at.complete) return nextOffer('return', [])
  return { kind: at.frame === 0 ? 'noise' : 'returning' }
}

/** Only a walk that was walked to its end is told about; "how did it know?" is an answer, and waits for no walk. */
function stands(state: FirstMinute, at: Where): FirstMinute {
  switch (state.kind) {
    case 'invite':
    case 'dissolving':
    case 'noise':
    case 'returning':
      return atFirst(at)
    case 'doing':
      return state.thing !== 'how' && at.direction === 'reverse' && at.complete
        ? nextOffer(state.thing, state.done)
        : state
    default:
      return state
  }
}

const finished = (done: readonly Thing[], thing: Thing): readonly Thing[] =>
  done.includes(thing) ? done : [...done, thing]

/** The state after an event. Pure: what is shown and what is remembered follows from it elsewhere. */
export function next(state: FirstMinute, event: Event): FirstMinute {
  if (state.kind === 'over' || event.kind === 'leaves') return over
  if (event.kind === 'stands') return stands(state, event.at)
  if (state.kind !== 'offer' && state.kind !== 'doing') return state
  if (event.kind === 'begins') return { kind: 'doing', thing: event.thing, done: finished(state.done, event.thing) }
  return nextOffer(state.kind === 'doing' ? state.thing : state.after, finished(state.done, state.thing))
}
