import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Slot } from '../../engine/protocol/plane'
import type { Fault } from '../../engine/protocol/pictures'
import type { Plane } from '../context'
import type { PlaneStore } from '../store'
import type { Place } from './probe'

/** log q of one point in nats, by formula, if there is one, and by the flow. */
interface Densities {
  readonly exact: number | undefined
  readonly flow: number
}

/** Both densities, or the fault that prevented them. */
export type FoundDensities = Densities | { readonly fault: Fault }

/** The place at which the flow's likelihood is computed, and its value there. */
interface LikelihoodAt {
  /** Whether its panel is open: then the pointer over the picture chooses the place. */
  readonly open: boolean
  /** In shown coordinates: where the pointer was last, or what the visitor has typed since. */
  readonly place: Place
  /** The stage on which the place lies. */
  readonly slot: Slot
  /** Whether the pointer is there now. */
  readonly isUnderPointer: boolean
  /** The steps of the ODE, here and in the maps. */
  readonly steps: number
  /** The densities at this place; undefined until they are computed. */
  readonly densities: FoundDensities | undefined
}

const stores = new WeakMap<PlaneStore, StoreApi<LikelihoodAt>>()

/** The store of this place for a room. */
export function likelihoodAt({ store }: Plane): StoreApi<LikelihoodAt> {
  const place =
    stores.get(store) ??
    createStore<LikelihoodAt>()(() => ({
      open: false,
      place: [0, 0.5],
      slot: 0,
      isUnderPointer: false,
      steps: 16,
      densities: undefined,
    }))
  stores.set(store, place)
  return place
}

/** Whether the pointer on the picture asks for the likelihood: its panel is open, or its map is shown. */
export const likelihoodFollows = (plane: Plane): boolean =>
  likelihoodAt(plane).getState().open || plane.store.getState().settings.heatMap === 'likelihood'

/** Takes over where the pointer is on a picture. When it leaves, the last place stays. */
export function pointLikelihood(plane: Plane, slot: Slot, place: Place | undefined): void {
  const at = likelihoodAt(plane)
  if (!likelihoodFollows(plane)) return
  if (place) at.setState({ place, slot, isUnderPointer: true })
  else if (at.getState().slot === slot) at.setState({ isUnderPointer: false })
}
