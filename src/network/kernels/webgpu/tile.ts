import type { Values } from '../../program/operations'

/**
 * The pixels of a value that one workgroup computes. It depends on the picture's size alone, so that what writes a value and what
 * reads its moments agree. The moments of a tile are, for each channel, Σx and Σ(x − mean)²: sums of squares about the tile's own mean,
 * so that no digits cancel when they are combined (Chan, Golub & LeVeque 1983).
 */
export interface Tile {
  readonly rows: number
  readonly columns: number
}

/** 32 pixels; 16 where the picture is no wider than 4. */
export const tileOf = ({ width }: Pick<Values, 'width'>): Tile => ({ rows: 4, columns: width <= 4 ? 4 : 8 })

/** How many tiles lie above and beside each other. */
export function tilesOf(values: Pick<Values, 'height' | 'width'>): { readonly down: number; readonly across: number } {
  const { rows, columns } = tileOf(values)
  return { down: Math.ceil(values.height / rows), across: Math.ceil(values.width / columns) }
}

/** How many numbers the moments of a value take, for one picture: two for each tile and channel. */
export function momentsSize(values: Values): number {
  const { down, across } = tilesOf(values)
  return 2 * down * across * values.channels
}

/**
 * WGSL of `fn <name>(tile) -> f32`: how many pixels a tile of these values has, the last of a row or column being cut off.
 *
 * @param size uniforms' names of the picture's height and width
 */
export function tilePixelsShader(name: string, values: Pick<Values, 'width'>, size: readonly [string, string]): string {
  const { rows, columns } = tileOf(values)
  const [height, width] = size.map((each) => `u.${each}`) as [string, string]
  return `
fn ${name}(tile: u32) -> f32 {
  let across = (${width} + ${columns - 1}) / ${columns};
  return f32(min(${rows}, ${height} - tile / across * ${rows}) * min(${columns}, ${width} - tile % across * ${columns}));
}`
}
