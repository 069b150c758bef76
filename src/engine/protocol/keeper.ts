import type { Fault } from './pictures'

/** A folder of ours, by its absolute address. */
export interface Folder {
  readonly url: string
  readonly kind: 'network' | 'classifier'
}

/** `job` numbers the requests. */
export type ToKeeper =
  | { readonly kind: 'keep'; readonly job: number; readonly folders: readonly Folder[] }
  | { readonly kind: 'stop'; readonly job: number }

export type FromKeeper =
  | {
      readonly kind: 'progress'
      readonly job: number
      readonly folder: Folder
      readonly done: number
      readonly total: number
    }
  | { readonly kind: 'kept'; readonly job: number; readonly folder: Folder }
  | { readonly kind: 'ended'; readonly job: number; readonly fault?: Fault }
