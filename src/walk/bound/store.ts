import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Player } from '../run/player'
import type { Ended } from './measure'
import type { WalkedBatch } from './skipping'
import type { TermRow } from './terms'

export const VIEWS = ['terms', 'weights', 'curves', 'skipping'] as const
export type View = (typeof VIEWS)[number]

/** What is measured: the bound of a picture, or what leaving out first steps costs. */
type Task = 'bound' | 'skipping'

/** What is measured of whom. */
export interface Job {
  readonly task: Task
  /** The key under which it is kept. */
  readonly key: string
}

interface Work extends Job {
  /** Evaluations of the network that were answered, of those that were asked for. */
  readonly done: number
  readonly all: number
  readonly stop: () => void
}

/** What was measured in this visit, and how it goes on. Nothing of it is thrown away: it is small. */
export interface BoundState {
  readonly view: View
  /** Terms by their subject (`keyOf`). */
  readonly terms: Readonly<Record<string, readonly TermRow[]>>
  /** Batches by their network. */
  readonly walks: Readonly<Record<string, readonly WalkedBatch[]>>
  readonly work: Work | undefined
  /** How the last work ended. */
  readonly ended: (Job & { readonly how: Ended }) | undefined
}

export type BoundStore = StoreApi<BoundState>

const stores = new WeakMap<Player, BoundStore>()

/** What was measured of a walk's networks, from when the panel is first opened. */
export function boundOf(player: Player): BoundStore {
  const store =
    stores.get(player) ??
    createStore<BoundState>()(() => ({ view: 'terms', terms: {}, walks: {}, work: undefined, ended: undefined }))
  stores.set(player, store)
  return store
}
