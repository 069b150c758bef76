/**
 * IEEE 754 binary16 → binary32, by table: sign, exponent and fraction of every F16 have their F32 bits computed once
 * (256 kB), so that a weight is one look-up. Infinities and NaNs stay what they are.
 */
export function halfToFloat(half: Uint16Array): Float32Array {
  const table = (bits ??= buildTable())
  const out = new Uint32Array(half.length)
  for (let i = 0; i < half.length; i++) out[i] = table[half[i] as number] as number
  return new Float32Array(out.buffer)
}

let bits: Uint32Array | undefined

function buildTable(): Uint32Array {
  const float = new Float32Array(1 << 16)
  const table = new Uint32Array(float.buffer)
  for (let half = 0; half < 1 << 16; half++) {
    const sign = (half & 0x8000) << 16
    const exponent = (half >> 10) & 0x1f
    const fraction = half & 0x3ff
    if (exponent === 0x1f) table[half] = sign | 0x7f800000 | (fraction << 13)
    else if (exponent > 0) table[half] = sign | ((exponent + 112) << 23) | (fraction << 13)
    else float[half] = (sign ? -1 : 1) * fraction * 2 ** -24 // zero and subnormals
  }
  return table
}

/** bfloat16 → binary32: the upper half of its bits. */
export function brainToFloat(brain: Uint16Array): Float32Array {
  const out = new Uint32Array(brain.length)
  for (let i = 0; i < brain.length; i++) out[i] = (brain[i] as number) << 16
  return new Float32Array(out.buffer)
}
