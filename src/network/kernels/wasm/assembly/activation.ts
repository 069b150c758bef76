import * as at from '../layout'
import { exponential, multiplyAdd } from './simd'

/** f(x); the formulas of `unet/activation.ts`. */
export function activate(x: v128, activation: i32): v128 {
  if (activation == at.siluActivation) return silu(x)
  switch (activation) {
    case at.mishActivation:
      return mish(x)
    case at.geluActivation:
      return gelu(x)
    case at.reluActivation:
      return f32x4.max(x, f32x4.splat(0))
    default:
      return x
  }
}

function silu(x: v128): v128 {
  return f32x4.div(x, f32x4.add(f32x4.splat(1), exponential(f32x4.neg(x))))
}

/** x·tanh(log(1 + eˣ)) = x·(w² + 2w)/(w² + 2w + 2) for w = eˣ; beyond 20 it is x. */
function mish(x: v128): v128 {
  const two = f32x4.splat(2)
  const w = exponential(f32x4.pmin(x, f32x4.splat(20)))
  const n = f32x4.mul(w, f32x4.add(w, two))
  return f32x4.mul(x, f32x4.div(n, f32x4.add(n, two)))
}

/** x/2·(1 + erf(x/√2)), the error function to 1.5e-7. Source: Abramowitz & Stegun 1964, 7.1.26. */
function gelu(x: v128): v128 {
  const one = f32x4.splat(1)
  const z = f32x4.mul(f32x4.abs(x), f32x4.splat(0.70710678))
  const t = f32x4.div(one, multiplyAdd(z, f32x4.splat(0.3275911), one))
  let p = multiplyAdd(t, f32x4.splat(1.061405429), f32x4.splat(-1.453152027))
  p = multiplyAdd(p, t, f32x4.splat(1.421413741))
  p = multiplyAdd(p, t, f32x4.splat(-0.284496736))
  p = multiplyAdd(p, t, f32x4.splat(0.254829592))
  p = f32x4.mul(p, t)
  const erf = f32x4.sub(one, f32x4.mul(p, exponential(f32x4.neg(f32x4.mul(z, z)))))
  const half = f32x4.mul(x, f32x4.splat(0.5))
  return multiplyAdd(f32x4.abs(half), erf, half) // x·erf(x) is even
}
