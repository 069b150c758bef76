/** a·b + c, rounded once where the browser has relaxed SIMD. */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c)
  return f32x4.add(f32x4.mul(a, b), c)
}

/** The first `count` numbers at an address, 1 … 4, and zeros. It reads nothing beyond them. */
export function loadFew(from: usize, count: i32): v128 {
  if (count >= 4) return v128.load(from)
  let few = v128.load32_zero(from)
  if (count >= 2) few = v128.load_lane<f32>(from + 4, few, 1)
  if (count >= 3) few = v128.load_lane<f32>(from + 8, few, 2)
  return few
}

/** Stores the first `count` lanes, 1 … 4. */
export function storeFew(to: usize, values: v128, count: i32): void {
  if (count >= 4) {
    v128.store(to, values)
    return
  }
  v128.store_lane<f32>(to, values, 0)
  if (count >= 2) v128.store_lane<f32>(to + 4, values, 1)
  if (count >= 3) v128.store_lane<f32>(to + 8, values, 2)
}

/** eˣ to 2e-7 relative, from 1e-38 to 1e38. Source: Cephes, `expf`. */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function exponential(x: v128): v128 {
  x = f32x4.pmax(f32x4.pmin(x, f32x4.splat(88)), f32x4.splat(-87)) // keep NaN
  const n = f32x4.nearest(f32x4.mul(x, f32x4.splat(1.44269504)))
  let r = multiplyAdd(n, f32x4.splat(-0.693359375), x)
  r = multiplyAdd(n, f32x4.splat(2.12194440e-4), r)
  let y = multiplyAdd(f32x4.splat(1.9875691500e-4), r, f32x4.splat(1.3981999507e-3))
  y = multiplyAdd(y, r, f32x4.splat(8.3334519073e-3))
  y = multiplyAdd(y, r, f32x4.splat(4.1665795894e-2))
  y = multiplyAdd(y, r, f32x4.splat(1.6666665459e-1))
  y = multiplyAdd(y, r, f32x4.splat(5.0000001201e-1))
  y = multiplyAdd(y, f32x4.mul(r, r), f32x4.add(r, f32x4.splat(1)))
  const exponent = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23)
  return f32x4.mul(y, exponent)
}
