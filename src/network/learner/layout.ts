import { contextSize, positionSize } from './features'

/** How large a network is. */
export interface NetworkSize {
  /** Units of a hidden layer, in [4, 512]. */
  readonly width: number
  /** Hidden layers, in [1, 8]. */
  readonly depth: number
}

/** A matrix of the network, where it lies in the one vector of all its weights. */
export interface Matrix {
  readonly name: string
  readonly rows: number
  readonly columns: number
  readonly offset: number
}

/**
 * The network's matrices. Hidden layer k adds silu(h·weight + c·context) to h, c being what is known of the level and the class;
 * c has one 1 among its last three numbers, so its matrix holds the bias, one for each class.
 */
export function layoutOf({ width, depth }: NetworkSize): readonly Matrix[] {
  const shapes: (readonly [name: string, rows: number, columns: number])[] = [
    ['hidden.0.weight', positionSize, width],
    ['hidden.0.context', contextSize, width],
  ]
  for (let k = 1; k < depth; k++)
    shapes.push([`hidden.${k}.weight`, width, width], [`hidden.${k}.context`, contextSize, width])
  shapes.push(['output.weight', width, 2], ['output.context', contextSize, 2])
  let offset = 0
  return shapes.map(([name, rows, columns]) => {
    const matrix = { name, rows, columns, offset }
    offset += rows * columns
    return matrix
  })
}

/** The number of weights. */
export const parametersOf = (size: NetworkSize): number =>
  layoutOf(size).reduce((sum, { rows, columns }) => sum + rows * columns, 0)
