import type { MeasuredAlgebra, Term } from './algebra'

function mapped(x: Float32Array, f: (value: number) => number): Float32Array {
  const y = new Float32Array(x.length)
  for (let i = 0; i < x.length; i++) y[i] = f(x[i] ?? NaN)
  return y
}

function sameLength(length: number, x: Float32Array): void {
  if (x.length !== length) throw new RangeError(`States must be of one length, not ${length} and ${x.length}.`)
}

function combine(...terms: readonly [Term<Float32Array>, ...Term<Float32Array>[]]): Float32Array {
  const { length } = terms[0][1]
  const sum = new Float64Array(length)
  for (const [c, x] of terms) {
    sameLength(length, x)
    for (let i = 0; i < length; i++) sum[i] = (sum[i] ?? NaN) + c * (x[i] ?? NaN)
  }
  return Float32Array.from(sum)
}

function multiply(x: Float32Array, y: Float32Array): Float32Array {
  sameLength(x.length, y)
  return x.map((value, i) => value * (y[i] ?? NaN))
}

function errorNorm(x: Float32Array, y: Float32Array, z: Float32Array, absolute: number, relative: number): number {
  sameLength(x.length, y)
  sameLength(x.length, z)
  let sum = 0
  x.forEach((error, i) => {
    sum += (error / (absolute + relative * Math.max(Math.abs(y[i] ?? NaN), Math.abs(z[i] ?? NaN)))) ** 2
  })
  return Math.sqrt(sum / x.length)
}

/** The algebra of plain arrays: each element is computed in float64 and stored in float32. */
export const arrayAlgebra = {
  combine,
  clamp: (x, low, high) => mapped(x, (value) => Math.min(Math.max(value, low), high)),
  exp: (x) => mapped(x, Math.exp),
  multiply,
  errorNorm,
} satisfies MeasuredAlgebra<Float32Array>
