import { exponential, multiplyAdd } from './simd'

/** After so many vectors of four points, float32 sums are added to the float64 ones. */
const block = 64
/** A weight of less than e to this power, beside a largest weight of 1, changes no sum that float32 holds. */
const leastPower: f32 = -60

/**
 * What a set of points of the plane says of noisy states: `dataPosterior` in kernels/data-posterior.ts. Distances, which nearly cancel
 * where little noise leaves few points of any weight, are float64, as are the sums over all points; weights and what they are
 * multiplied with, relative to the nearest point, are float32.
 *
 * @param states x_t, float32 [count, 2]
 * @param points α·x₀⁽ⁱ⁾ by coordinate, float64 [2, n], then x₀⁽ⁱ⁾ by coordinate, float32 [2, n]
 * @param n a multiple of 4; points that fill it up are infinitely far away
 * @param distances room for n float64
 * @param answers float32 [count, 4]: E[x₀ | x_t], the density's logarithm, the variance
 */
export function posterior(
  states: usize,
  count: i32,
  points: usize,
  n: i32,
  distances: usize,
  answers: usize,
  precision: f64,
  logScale: f64,
): void {
  for (let q = 0; q < count; q++, states += 8, answers += 16) {
    const least = findDistances(load<f32>(states), load<f32>(states, 4), points, n, distances)
    weigh(indexOf(least, distances, n), least, points + 16 * n, n, distances, answers, precision)
    const logTotal = Math.log(<f64>load<f32>(answers, 8))
    store<f32>(answers, <f32>(logTotal - (least * precision) / 2 + logScale), 8)
  }
}

/** Writes the squared distances of all points from α·x₀⁽ⁱ⁾ to a state. @returns the least of them */
function findDistances(x: f64, y: f64, points: usize, n: i32, distances: usize): f64 {
  const at = f64x2.splat(x)
  const up = f64x2.splat(y)
  let least = f64x2.splat(Infinity)
  for (let i = 0; i < n; i += 2) {
    const dx = f64x2.sub(at, v128.load(points + 8 * i))
    const dy = f64x2.sub(up, v128.load(points + 8 * (n + i)))
    const distance = f64x2.add(f64x2.mul(dx, dx), f64x2.mul(dy, dy))
    v128.store(distances + 8 * i, distance)
    least = f64x2.pmin(least, distance)
  }
  return min(f64x2.extract_lane(least, 0), f64x2.extract_lane(least, 1))
}

/** The first point at this distance; where a state is no number, the first of all. */
function indexOf(distance: f64, distances: usize, n: i32): i32 {
  for (let i = 0; i < n; i++) if (load<f64>(distances + 8 * i) == distance) return i
  return 0
}

/**
 * Writes the mean, the sum of weights and the variance of a state. The weight of the nearest point is 1.
 *
 * @param x0 where the points' float32 coordinates begin
 */
function weigh(nearest: i32, least: f64, x0: usize, n: i32, distances: usize, answers: usize, precision: f64): void {
  const a0 = load<f32>(x0 + 4 * nearest)
  const b0 = load<f32>(x0 + 4 * (n + nearest))
  let total: f64 = 0
  let sumA: f64 = 0
  let sumB: f64 = 0
  let squares: f64 = 0
  for (let first = 0; first < n; first += 4 * block) {
    const last = min(n, first + 4 * block)
    let weights4 = f32x4.splat(0)
    let a4 = f32x4.splat(0)
    let b4 = f32x4.splat(0)
    let squares4 = f32x4.splat(0)
    for (let i = first; i < last; i += 4) {
      const power = powersOf(distances + 8 * i, least, precision)
      const counts = v128.not(f32x4.lt(power, f32x4.splat(leastPower))) // NaN does
      if (!v128.any_true(counts)) continue
      const w = v128.and(exponential(power), counts)
      const da = f32x4.sub(v128.load(x0 + 4 * i), f32x4.splat(a0))
      const db = f32x4.sub(v128.load(x0 + 4 * (n + i)), f32x4.splat(b0))
      weights4 = f32x4.add(weights4, w)
      a4 = multiplyAdd(w, da, a4)
      b4 = multiplyAdd(w, db, b4)
      squares4 = multiplyAdd(w, multiplyAdd(da, da, f32x4.mul(db, db)), squares4)
    }
    total += sumOf(weights4)
    sumA += sumOf(a4)
    sumB += sumOf(b4)
    squares += sumOf(squares4)
  }
  const meanA = sumA / total
  const meanB = sumB / total
  store<f32>(answers, <f32>(a0 + meanA))
  store<f32>(answers, <f32>(b0 + meanB), 4)
  store<f32>(answers, <f32>total, 8)
  store<f32>(answers, <f32>(max<f64>(0, squares / total - meanA * meanA - meanB * meanB) / 2), 12)
}

/** −(d² − least)/2σ² of four points. */
function powersOf(distances: usize, least: f64, precision: f64): v128 {
  const from = f64x2.splat(least)
  const scale = f64x2.splat(precision / 2)
  const low = f64x2.mul(f64x2.sub(from, v128.load(distances)), scale)
  const high = f64x2.mul(f64x2.sub(from, v128.load(distances, 16)), scale)
  return v128.shuffle<f32>(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 1, 4, 5)
}

function sumOf(values: v128): f64 {
  const two = f64x2.add(
    f64x2.promote_low_f32x4(values),
    f64x2.promote_low_f32x4(v128.shuffle<f32>(values, values, 2, 3, 2, 3)),
  )
  return f64x2.extract_lane(two, 0) + f64x2.extract_lane(two, 1)
}
