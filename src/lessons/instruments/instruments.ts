import type { PlaneInstrument } from './plane-instrument'
import type { WalkInstrument } from './walk-instrument'

/** What a question measures with: the rooms as they stand on the screen. */
export interface Instruments {
  /** @throws NothingToMeasure where the room has not been opened */
  readonly walk: WalkInstrument
  /** @throws NothingToMeasure where the room has not been opened */
  readonly plane: PlaneInstrument
  /** Aborts where the visitor leaves or stops. */
  readonly signal: AbortSignal
  /** Tells how far a long measurement has come, in [0, 1]. */
  readonly progress: (share: number) => void
}
