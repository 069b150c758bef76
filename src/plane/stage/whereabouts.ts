/** Where places lie, for a description in words. */
interface Whereabouts {
  /** The least and the greatest x, and y. */
  readonly x: readonly [number, number]
  readonly y: readonly [number, number]
  /** The share of the places in each ninth of the picture, row by row from the top left. */
  readonly ninths: readonly number[]
}

const third = (value: number, half: number): 0 | 1 | 2 => (value < -half / 3 ? 0 : value > half / 3 ? 2 : 1)

/** @param xy [N·2], N ≥ 1 @param half half the side of the picture @param scale the number by which places are divided to be drawn */
export function whereabouts(xy: Float32Array, half: number, scale = 1): Whereabouts {
  const ninths = new Float64Array(9)
  const [x, y] = [0, 1].map((axis) => {
    let [low, high] = [Infinity, -Infinity]
    for (let i = axis; i < xy.length; i += 2) {
      const value = (xy[i] ?? NaN) / scale
      low = Math.min(low, value)
      high = Math.max(high, value)
    }
    return [low, high] as const
  })
  const share = 2 / xy.length
  for (let i = 0; i < xy.length; i += 2) {
    const ninth = 3 * (2 - third((xy[i + 1] ?? NaN) / scale, half)) + third((xy[i] ?? NaN) / scale, half)
    ninths[ninth] = (ninths[ninth] ?? 0) + share
  }
  return { x: x ?? [NaN, NaN], y: y ?? [NaN, NaN], ninths: [...ninths] }
}

/** The fullest ninths, at most four, each with at least a tenth of the places; only the fullest if none has so many. */
export function fullest({ ninths }: Whereabouts): readonly (readonly [ninth: number, share: number])[] {
  const sorted = [...ninths.entries()].sort(([, a], [, b]) => b - a)
  const many = sorted.filter(([, share]) => share >= 0.1)
  return many.length > 0 ? many.slice(0, 4) : sorted.slice(0, 1)
}
