import { integerIn } from './bounds'
import type { Time } from './scalars'

/** Python's `round`: to the nearest integer, ties to even. */
function rounded(value: number): number {
  const floor = Math.floor(value)
  const rest = value - floor
  return rest > 0.5 || (rest === 0.5 && floor % 2 === 1) ? floor + 1 : floor
}

/** DDIM's striding: the smallest stride i ≥ 1 with which 0, i, 2i, … below T are N numbers. */
function strided(T: number, N: number): number[] {
  for (let stride = 1; stride < T; stride++) {
    if (Math.ceil(T / stride) === N) return Array.from({ length: N }, (_, i) => i * stride)
  }
  throw new RangeError(`sections must ask for a number of steps that an integer stride of ${T} gives, not ddim${N}.`)
}

/** `count` of the numbers start…start+size−1, evenly, both ends among them (of one, the first). */
function spread(start: number, size: number, count: number): number[] {
  const stride = count <= 1 ? 1 : (size - 1) / (count - 1)
  let place = 0
  return Array.from({ length: count }, () => {
    const timestep = start + rounded(place)
    place += stride // summed, not multiplied: the published grids carry its rounding
    return timestep
  })
}

/**
 * The levels of a run by Improved DDPM's section strings: T is cut into equal sections, counted from the data (the first
 * ones take the remainder), and each gives as many levels as its number says, evenly spread over it.
 *
 *     sectionGrid(300, '10,15,20')   10 levels of 1…100, 15 of 101…200, 20 of 201…300
 *     sectionGrid(1000, '100')       Improved DDPM's respacing to 100 steps
 *     sectionGrid(1000, 'ddim50')    every 20th level from 1, DDIM's striding
 *
 * Nichol & Dhariwal 2021, section 4, and the code's `space_timesteps`, whose numbers are t − 1.
 *
 * @returns strictly descending integers to 0, the data, as `timeGrid`.
 * @throws RangeError if the string is none, or a section has fewer levels than are asked of it, or all are empty.
 */
export function sectionGrid(T: number, sections: string): Time[] {
  integerIn('T', T, 1, 10000)
  const ddim = /^ddim(\d{1,5})$/.exec(sections)
  if (ddim)
    return [
      ...strided(T, Number(ddim[1]))
        .reverse()
        .map((t) => t + 1),
      0,
    ]
  if (!/^\d{1,5}(,\d{1,5})*$/.test(sections)) {
    throw new RangeError(
      `sections must be numbers between commas, like 10,15,20, or ddim and a number, not ${JSON.stringify(sections)}.`,
    )
  }
  const counts = sections.split(',').map(Number)
  const [size, extra] = [Math.floor(T / counts.length), T % counts.length]
  const timesteps = counts.flatMap((count, i) => {
    const sectionSize = size + (i < extra ? 1 : 0)
    if (count > sectionSize)
      throw new RangeError(`sections must ask at most ${sectionSize} levels of section ${i + 1}, not ${count}.`)
    return spread(i * size + Math.min(i, extra), sectionSize, count)
  })
  if (timesteps.length === 0)
    throw new RangeError(`sections must ask for at least one level, not ${JSON.stringify(sections)}.`)
  return [...timesteps.reverse().map((t) => t + 1), 0]
}
