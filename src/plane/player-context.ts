import { createContext, useContext } from 'react'
import type { Level } from '../diffusion'
import type { Slot } from '../engine/protocol/plane'
import type { Plane } from './context'
import type { PlaneRun } from './plane-run'

/** What those who draw see of a run: frame i stands at levels[i]. */
export type RunPath = Pick<PlaneRun, 'levels' | 'times' | 'frames'>

/** What stands on a stage. */
export interface Shown {
  /** [particles·2], as the process has it: not rescaled. Written in place in the forward direction: draw it, do not keep it. */
  readonly xt: Float32Array
  /** The level of xt: of the process that is chosen for this stage. */
  readonly at: Level
  /** Of the frame in its run; −1 in the forward direction. */
  readonly index: number
}

/** What the player offers to those who draw. It moves the playhead; frames are its own and never React's. */
export interface PlanePlayer {
  readonly plane: Plane
  /** The run of a stage; without levels and frames where there is none. */
  run(slot: Slot): RunPath
  /** What stands on the stage now, forward or reverse; undefined where there is none (no run beside, nothing recorded yet). */
  shown(slot: Slot): Shown | undefined
  /** Computes the reverse run to its end, and shows that. */
  finish(): void
  /** Told whenever what is shown may have changed; returns how to stop being told. */
  subscribe(listener: () => void): () => void
}

export const PlanePlayerContext = createContext<PlanePlayer | null>(null)

export function usePlanePlayer(): PlanePlayer {
  const player = useContext(PlanePlayerContext)
  if (!player) throw new Error('usePlanePlayer outside of PlanePlayerContext')
  return player
}
