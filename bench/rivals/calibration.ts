/** Numbers that stay in a core's nearest cache. */
const numbers = new Float64Array(1024).fill(1)
const PASSES = 6000

/** A fixed piece of arithmetic, about ten milliseconds: what it takes longer at times is the machine's noise. */
export function arithmetic(): number {
  for (let pass = 0; pass < PASSES; pass++)
    for (let i = 0; i < numbers.length; i++) numbers[i] = (numbers[i] as number) * 0.999 + 0.001
  return numbers[0] as number // 1 again, so that every call computes the same
}
