import { createContext, useContext } from 'react'
import type { Level } from '../diffusion'
import type { Slot } from '../engine/protocol/plane'
import type { Plane } from './context'
import type { PlaneRun } from './plane-run'

/** The part of a run that a drawing needs: frame i stands at levels[i]. */
export type RunPath = Pick<PlaneRun, 'levels' | 'times' | 'frames'>

/** The state that a stage shows. */
export interface StageFrame {
  /** [particles·2], as the process has it: not rescaled. In the forward direction it is overwritten in place, so draw it at once. */
  readonly xt: Float32Array
  /** The level of xt, on the stage's process. */
  readonly at: Level
  /** The index of the frame in its run; −1 in the forward direction. */
  readonly index: number
}

/** What the player offers to drawings. It holds the frames itself: they are never in React's state. */
export interface PlanePlayer {
  readonly plane: Plane
  /** The run of a stage; one without levels and frames where the stage has no run. */
  run(slot: Slot): RunPath
  /** What the stage shows now, forward or reverse; undefined where there is no second run or no frame yet. */
  stageFrame(slot: Slot): StageFrame | undefined
  /** Computes the reverse run to its end and shows its last frame. */
  finish(): void
  /** Calls the listener whenever what is shown may have changed. Returns a function that unsubscribes it. */
  subscribe(listener: () => void): () => void
}

export const PlanePlayerContext = createContext<PlanePlayer | null>(null)

export function usePlanePlayer(): PlanePlayer {
  const player = useContext(PlanePlayerContext)
  if (!player) throw new Error('usePlanePlayer outside of PlanePlayerContext')
  return player
}
