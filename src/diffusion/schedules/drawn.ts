import { integerIn, realAbove } from '../bounds'
import { scheduleOf, trainingSteps, type Schedule } from './schedule'

/** The curve with its beginning, ᾱ = 1 on the data. @throws RangeError if it is no curve of a forward process. */
function checked(curve: readonly number[]): readonly number[] {
  integerIn('The number of points of curve', curve.length, 1, 10000)
  const alphaBars = [1, ...curve]
  curve.forEach((value, i) => {
    realAbove(`curve[${i}]`, value, 0, 1)
    const before = alphaBars[i] ?? NaN
    if (value < before) return
    throw new RangeError(`curve must fall strictly from 1 on the data, but curve[${i}] is ${value} after ${before}.`)
  })
  return alphaBars
}

/**
 * A schedule drawn by hand: ᾱ is read off a curve at t/T, linearly between its points, and β_t = 1 − ᾱ_t/ᾱ_{t−1}, limited
 * to 0.999 (the part of a curve that falls faster is followed as fast as that allows).
 *
 * @param curve ᾱ at 1/n, 2/n, …, 1 of the way, n = curve.length in [1, 10000]; strictly falling, in (0, 1).
 * @param T number of steps, an integer in [1, 10000].
 * @throws RangeError if a number is out of its range, or the curve rises or rests.
 */
export function drawnSchedule(curve: readonly number[], T = trainingSteps): Schedule {
  integerIn('T', T, 1, 10000)
  const points = checked(curve)
  const alphaBarAt = (t: number) => {
    const place = (t / T) * curve.length
    const i = Math.min(Math.floor(place), curve.length - 1)
    const [left = NaN, right = NaN] = points.slice(i, i + 2)
    return left + (right - left) * (place - i)
  }
  return scheduleOf('drawn', T, (t) => 1 - alphaBarAt(t) / alphaBarAt(t - 1))
}
