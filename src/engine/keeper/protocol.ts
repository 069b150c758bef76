import type { Fault } from '../protocol'

/** A folder of ours, by its absolute address. */
export interface Folder {
  readonly url: string
  readonly kind: 'network' | 'classifier'
}

export type ToKeeper = { readonly kind: 'keep'; readonly folders: readonly Folder[] } | { readonly kind: 'stop' }

export type FromKeeper =
  | { readonly kind: 'progress'; readonly folder: Folder; readonly done: number; readonly total: number }
  | { readonly kind: 'kept'; readonly folder: Folder }
  | { readonly kind: 'ended'; readonly fault?: Fault }
