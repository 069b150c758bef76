import { rmsDifference, type Spacing, timeGrid } from '../../diffusion'
import { T } from '../../runs/timeline'
import { isHalf } from './half'
import { type Course, matches } from './times'
import type { Trajectory } from './trajectory'

/** A frame of the run and the student's state at its time. */
export interface Pair {
  /** Of the run. */
  readonly frame: number
  readonly t: number
  readonly student: Float32Array
  /** Root mean square of the difference. */
  readonly rms: number
}

/** Where a trajectory leaves the run. */
type Verdict =
  | { readonly kind: 'same' }
  /** It begins elsewhere: nothing after that can be compared. */
  | { readonly kind: 'start'; readonly rms: number }
  /** It visits other times. @property spacing the grid of that many steps, if it is one that is known */
  | { readonly kind: 'spacing'; readonly spacing?: Spacing | undefined; readonly shift: number }
  /** Its numbers are float16. */
  | { readonly kind: 'half'; readonly frame: number }
  /** The step to this frame is the first that leads elsewhere. `alone`: the frame before is there too, so it is this step. */
  | { readonly kind: 'step'; readonly frame: number; readonly alone: boolean }

export interface Comparison {
  /** In the order of the run. */
  readonly pairs: readonly Pair[]
  readonly verdict: Verdict
}

/** A run's frames, as far as they are computed, [samples·C·H·W] each. */
interface Frames extends Course {
  readonly frames: readonly { readonly xt: Float32Array }[]
}

const SPACINGS: readonly Spacing[] = ['trailing', 'leading', 'linspace', 'quadratic']
/** How far two programs' start noise may be apart: both read the same file. */
const START_TOLERANCE = 1e-5

function pairsOf({ rows }: Trajectory, { frames, times }: Frames): readonly Pair[] {
  return frames.flatMap(({ xt }, frame) => {
    const t = times[frame] ?? NaN
    const row = rows.find((each) => Math.abs(each.t - t) < 0.5)
    return row ? [{ frame, t, student: row.xt, rms: rmsDifference(row.xt, xt) }] : []
  })
}

/** The grid of a trajectory's times, if it is a known one; whole or shifted by one. */
function spacingOf({ rows }: Trajectory): Pick<Extract<Verdict, { kind: 'spacing' }>, 'spacing' | 'shift'> {
  const steps = rows.length - 1
  if (steps < 1 || steps > T) return { shift: 0 }
  for (const shift of [0, 1, -1])
    for (const spacing of SPACINGS) {
      const grid = timeGrid(spacing, T, steps)
      const isIt = rows.slice(0, -1).every(({ t }, i) => Math.abs(t - shift - (grid[i] ?? NaN)) < 0.5)
      if (isIt) return { spacing, shift }
    }
  return { shift: 0 }
}

/** Whether a trajectory's times are mostly others than the run's. */
function visitsOthers(trajectory: Trajectory, run: Frames): boolean {
  if (trajectory.reading === 'assumed') return false
  const inner = trajectory.rows.slice(1, -1).map(({ t }) => t)
  return inner.length > 0 && matches(inner, run) < 0.8 * inner.length
}

function verdictOf(
  trajectory: Trajectory,
  run: Frames,
  pairs: readonly Pair[],
  toleranceAt: (frame: number) => number,
): Verdict {
  const [first] = pairs
  const beyond = pairs.findIndex(({ frame, rms }) => !(rms <= (frame === 0 ? START_TOLERANCE : toleranceAt(frame))))
  const [start, pair] = [first?.frame === 0 ? first : undefined, pairs[beyond]]
  if (!visitsOthers(trajectory, run) && beyond < 0) return { kind: 'same' }
  const half = trajectory.half || (pairs.length > 1 && pairs.slice(0, 3).every(({ student }) => isHalf(student)))
  if (half && (start?.rms ?? 0) < 1e-2) return { kind: 'half', frame: pair?.frame ?? 0 }
  if (start && start.rms > START_TOLERANCE) return { kind: 'start', rms: start.rms }
  if (visitsOthers(trajectory, run) || !pair) return { kind: 'spacing', ...spacingOf(trajectory) }
  const before = pairs[beyond - 1]
  return { kind: 'step', frame: pair.frame, alone: before?.frame === pair.frame - 1 }
}

/**
 * Aligns a trajectory with a run by t, and finds the first frame at which they part.
 *
 * @param toleranceAt what rounding alone may make of a frame, as a root mean square
 */
export function compare(trajectory: Trajectory, run: Frames, toleranceAt: (frame: number) => number): Comparison {
  const pairs = pairsOf(trajectory, run)
  return { pairs, verdict: verdictOf(trajectory, run, pairs, toleranceAt) }
}
