/** The float16 nearest to a number, ties to even; infinite beyond 65504. */
export function toHalf(value: number): number {
  const size = Math.abs(value)
  if (size >= 65520) return Math.sign(value) * Infinity
  const unit = 2 ** (Math.max(-14, Math.floor(Math.log2(size))) - 10)
  const units = size / unit
  const floor = Math.floor(units)
  const rest = units - floor
  const rounded = rest > 0.5 || (rest === 0.5 && floor % 2 === 1) ? floor + 1 : floor
  return size === 0 ? value : Math.sign(value) * rounded * unit
}

/** Whether every number is a float16: of numbers that are not made so, hardly any is. */
export const isHalf = (values: Float32Array): boolean =>
  values.some((value) => value % 1 !== 0) && values.every((value) => toHalf(value) === value)
