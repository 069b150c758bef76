import { createStore, type StoreApi } from 'zustand/vanilla'
import type { InsideRequest, Looked, LookedStep, LookRequest } from '../../engine/protocol/look'
import type { Fault } from '../../engine/protocol/pictures'
import { type Player, watchedRun } from '../run/player'
import { requestOf, stepOf } from './subject'

export const VIEWS = ['sum', 'known', 'pixel', 'spectrum', 'network'] as const
export type View = (typeof VIEWS)[number]

/** Why there is nothing exact to show of the step, or what there is. */
export type Look =
  /** The walk into noise asks no network. */
  | { readonly status: 'forward' }
  /** A recording is a picture of a walk: its values are not exact. */
  | { readonly status: 'recording' }
  /** The network is not there, or not any more. */
  | { readonly status: 'no-network' }
  /** The walk plays, or computes: the look waits until it stands still. */
  | { readonly status: 'moving' }
  /** The frame that the step begins at has not been computed. */
  | { readonly status: 'no-frame' }
  | { readonly status: 'asking' }
  | { readonly status: 'looked'; readonly step: LookedStep }
  | { readonly status: 'failed'; readonly fault: Fault }

/** What the visitor looks at; it is as they left it when the inspector opens again. */
export interface Inspection {
  readonly view: View
  /** The picture of the run, in [0, samples). */
  readonly sample: number
  /** The pixel that is looked at, row·side + column, of whatever channels. */
  readonly pixel: number
  readonly inside: InsideRequest
  readonly look: Look
}

export type InspectionStore = StoreApi<Inspection>

/** Channels of a part that are shown at once. */
export const CHANNELS = 64

const inspections = new WeakMap<Player, InspectionStore>()

/** The inspection of a walk, from when it is first opened. */
export function inspectionOf(player: Player): InspectionStore {
  const inspection =
    inspections.get(player) ??
    createStore<Inspection>()(() => ({
      view: 'sum',
      sample: 0,
      pixel: -1,
      inside: { of: 'wanted', maps: 'all', firstChannel: 0, channels: CHANNELS, attentions: 'middle' },
      look: { status: 'moving' },
    }))
  inspections.set(player, inspection)
  return inspection
}

type Subject = Exclude<Look['status'], 'asking' | 'looked' | 'failed'> | LookRequest

/** What can be asked now of the step that is shown, or why nothing can be. */
function subjectOf(player: Player, { view, sample, inside }: Inspection): Subject {
  const { settings, engine, playing, run: state } = player.store.getState()
  if (settings.direction === 'forward') return 'forward'
  const run = watchedRun(player)
  if (run.source === 'recording') return 'recording'
  if (engine.status !== 'ready') return 'no-network'
  if (playing || state.pending || state.goal !== undefined) return 'moving'
  const of = Math.min(sample, run.samples - 1)
  return requestOf(run, stepOf(settings.frame), of, view === 'network' ? inside : undefined) ?? 'no-frame'
}

/** Whether an answer to one question answers the other. */
const answers = (knownRequest: LookRequest | undefined, wantedRequest: LookRequest): boolean =>
  knownRequest !== undefined &&
  knownRequest.spec === wantedRequest.spec &&
  knownRequest.at.index === wantedRequest.at.index &&
  knownRequest.at.xt === wantedRequest.at.xt &&
  knownRequest.sample === wantedRequest.sample &&
  (wantedRequest.inside === undefined || knownRequest.inside === wantedRequest.inside)

/** Milliseconds that the playhead rests before the network is asked. */
const REST_MS = 150

/**
 * Looks at the step that is shown whenever it stands still, once. While the walk moves nothing is asked.
 *
 * @param ask the engine's answer
 * @returns a function that ends it
 */
export function followLook(
  player: Player,
  store: InspectionStore,
  ask: (request: LookRequest) => Promise<Looked>,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let askedRequest: LookRequest | undefined
  let ended = false
  const show = (look: Look) => {
    if (store.getState().look !== look) store.setState({ look })
  }
  const question = async (request: LookRequest) => {
    const looked = await ask(request)
    if (ended || askedRequest !== request) return
    if (looked.status !== 'dropped') show(looked)
    else {
      askedRequest = undefined // another question or run took its place, and has gone since
      follow()
    }
  }
  const follow = () => {
    const subject = subjectOf(player, store.getState())
    if (typeof subject === 'string') {
      clearTimeout(timer)
      askedRequest = undefined
      if (store.getState().look.status !== subject) show({ status: subject })
    } else if (!answers(askedRequest, subject)) {
      clearTimeout(timer)
      askedRequest = subject
      show({ status: 'asking' })
      timer = setTimeout(() => {
        void question(subject)
      }, REST_MS)
    }
  }
  const ends = [player.store.subscribe(follow), store.subscribe(follow)]
  follow()
  return () => {
    ended = true
    clearTimeout(timer)
    for (const end of ends) end()
  }
}
