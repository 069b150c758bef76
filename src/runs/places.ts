import { T } from './timeline'

/** Whether a run stays at one level, as plain Langevin does. Its last step may still lead to the data. */
export function staysAtOneLevel(times: readonly number[]): boolean {
  const [first] = times
  return times.length > 1 && times[1] === first && times.slice(1, -1).every((t) => t === first)
}

/**
 * The place of each frame on the track of the timeline, in [0, T]: its t. The frames of a run that stays at one level, which would
 * all stand in one place, are spread evenly over the track, from right to left as always.
 *
 * @param times t of each frame, start first.
 */
export function placesOf(times: readonly number[]): readonly number[] {
  return staysAtOneLevel(times) ? times.map((_, frame) => T * (1 - frame / (times.length - 1))) : times
}
