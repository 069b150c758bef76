import { T } from './timeline'

/** Whether a run stays at one level, as plain Langevin does, but for a last step that may lead to data. */
export function stays(times: readonly number[]): boolean {
  const [first] = times
  return times.length > 1 && times[1] === first && times.slice(1, -1).every((t) => t === first)
}

/**
 * Where each frame of a run stands on the track of the timeline, in [0, T]: at its t. Of a run that stays at one level, all
 * would stand in one place: its frames are spread evenly over the whole track, from right to left as ever.
 *
 * @param times t of each frame, start first.
 */
export function placesOf(times: readonly number[]): readonly number[] {
  return stays(times) ? times.map((_, frame) => T * (1 - frame / (times.length - 1))) : times
}
