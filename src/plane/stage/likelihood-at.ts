import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Slot } from '../../engine/protocol/plane'
import type { Fault } from '../../engine/protocol/pictures'
import type { Plane } from '../context'
import type { PlaneStore } from '../store'
import type { Place } from './probe'

/** log q of one point, in nats: by formula, where there is one, and by the flow. */
interface Densities {
  readonly exact: number | undefined
  readonly flow: number
}

/** What came of asking for them: both, or why they cannot be had. */
export type FoundDensities = Densities | { readonly fault: Fault }

/** Where the flow's likelihood is asked for, and what was found there. */
interface LikelihoodAt {
  /** Its panel is open: the pointer over the picture says where. */
  readonly open: boolean
  /** In shown coordinates: where it was pointed last, or what was typed since. */
  readonly place: Place
  /** On whose picture. */
  readonly slot: Slot
  /** The pointer is there now. */
  readonly pointed: boolean
  /** Steps of the ODE, here and in the maps. */
  readonly steps: number
  /** Of this very place; undefined while it is asked for. */
  readonly found: FoundDensities | undefined
}

const stores = new WeakMap<PlaneStore, StoreApi<LikelihoodAt>>()

/** The place of a room. */
export function likelihoodAt({ store }: Plane): StoreApi<LikelihoodAt> {
  const known =
    stores.get(store) ??
    createStore<LikelihoodAt>()(() => ({
      open: false,
      place: [0, 0.5],
      slot: 0,
      pointed: false,
      steps: 16,
      found: undefined,
    }))
  stores.set(store, known)
  return known
}

/** Whether the pointer on the picture asks for the likelihood: its panel is open, or its map is shown. */
export const likelihoodFollows = (plane: Plane): boolean =>
  likelihoodAt(plane).getState().open || plane.store.getState().settings.heatMap === 'likelihood'

/** The pointer came to a place of a picture, or left it: the place that was pointed at last stays. */
export function pointLikelihood(plane: Plane, slot: Slot, place: Place | undefined): void {
  const at = likelihoodAt(plane)
  if (!likelihoodFollows(plane)) return
  if (place) at.setState({ place, slot, pointed: true })
  else if (at.getState().slot === slot) at.setState({ pointed: false })
}
