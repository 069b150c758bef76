import { noProgram } from '../python/python-program'
import { frameTolerance } from '../python/python-error'
import type { WalkRun } from '../run/walk-run'

/** Where rounding is not known, or may be large: what is beyond this is no rounding that an eye could miss. */
const MOST = 0.02

/** How far a program's frames may be from the page's by rounding alone. [frames], of values in [−1, 1] */
export function tolerancesOf(run: WalkRun): readonly number[] {
  const { settings, levels, times } = run
  const unknown = noProgram(settings) !== undefined
  const source = { settings, path: { levels, times }, picture: '', url: () => '', link: '' }
  return levels.map((_, frame) =>
    frame === 0 ? 0 : unknown ? MOST : Math.min(MOST, frameTolerance({ ...source, frame })),
  )
}
