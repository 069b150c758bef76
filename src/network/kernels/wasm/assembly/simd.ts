/** a·b + c, rounded once where the browser has relaxed SIMD. */
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

/**
 * Constants of `exponential`, in memory because browsers build a constant vector anew at each use: the bounds of x; 1/ln 2; 3·2²², which
 * shifts the whole part of a sum to its lowest bits; −ln 2 in two parts; and a polynomial for (eʳ − 1 − r)/r², fitted by us to 1e-7.
 */
const constants = memory.data<f32>(
  [88, -87, 1.44269504, 12582912, -0.693359375, 2.1219444e-4, 0.008312478, 0.04189055, 0.16667116, 0.49999228, 1],
  16,
)

function constant(index: usize): v128 {
  return v128.load32_splat(constants + 4 * index)
}

/** eˣ = 2ⁿ·eʳ to 2e-7 relative, for x from −87 to 88; beyond them the value there. It keeps NaN. */
export function exponential(x: v128): v128 {
  x = f32x4.pmax(f32x4.pmin(x, constant(0)), constant(1))
  const shifted = multiplyAdd(x, constant(2), constant(3))
  const n = f32x4.sub(shifted, constant(3))
  const r = multiplyAdd(n, constant(5), multiplyAdd(n, constant(4), x))
  let y = multiplyAdd(constant(6), r, constant(7))
  y = multiplyAdd(y, r, constant(8))
  y = multiplyAdd(y, r, constant(9))
  y = multiplyAdd(multiplyAdd(y, r, constant(10)), r, constant(10))
  return i32x4.add(y, i32x4.shl(shifted, 23))
}
