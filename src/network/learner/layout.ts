import { contextSize, positionSize } from './features'

/** The size of a network. */
export interface NetworkSize {
  /** Units of a hidden layer, in [4, 512]. */
  readonly width: number
  /** Hidden layers, in [1, 8]. */
  readonly depth: number
}

/** A matrix of the network, and its place in the one vector of all weights. */
interface Matrix {
  readonly name: string
  readonly rows: number
  readonly columns: number
  readonly offset: number
}

/**
 * The network's matrices. Hidden layer k adds silu(h·weight + c·context) to h, c being the features of the level and
 * the class. The last three numbers of c are one-hot, so that its matrix holds a bias for each class.
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
