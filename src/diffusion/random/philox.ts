/**
 * Philox4x32-10 (Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3", and its Random123): a keyed
 * bijection of 128-bit counters that passes BigCrush. Any block can be had without those before it.
 */
const multiplier0 = 0xd2511f53
const multiplier1 = 0xcd9e8d57
const weyl0 = 0x9e3779b9 // the golden ratio
const weyl1 = 0xbb67ae85 // √3 − 1
const rounds = 10

/** The high 32 bits of the 64-bit product of two uint32, by 16-bit halves; each partial sum is below 2³³, so exact. */
function multiplyHigh(a: number, b: number): number {
  const aLow = a & 0xffff
  const aHigh = a >>> 16
  const bLow = b & 0xffff
  const bHigh = b >>> 16
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16)
  const carry = aLow * bHigh + (middle & 0xffff)
  return (aHigh * bHigh + Math.floor(middle / 0x10000) + Math.floor(carry / 0x10000)) >>> 0
}

/**
 * One block of four random uint32.
 *
 * @param out [4], written.
 * @param c0, c1, c2, c3 the counter; k0, k1 the key; all uint32.
 */
export function philox4x32(
  out: Uint32Array,
  c0: number,
  c1: number,
  c2: number,
  c3: number,
  k0: number,
  k1: number,
): void {
  for (let round = 0; round < rounds; round++) {
    const high0 = multiplyHigh(multiplier0, c0)
    const high1 = multiplyHigh(multiplier1, c2)
    const low0 = Math.imul(multiplier0, c0)
    const low1 = Math.imul(multiplier1, c2)
    c0 = high1 ^ c1 ^ k0
    c1 = low1
    c2 = high0 ^ c3 ^ k1
    c3 = low0
    k0 = (k0 + weyl0) | 0
    k1 = (k1 + weyl1) | 0
  }
  out[0] = c0
  out[1] = c1
  out[2] = c2
  out[3] = c3
}
