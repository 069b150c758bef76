import type { Convolution, Residual, Values } from '../../program/operations'
import { blocksOf, depthOf, encodeProduct, type Command, type Product, type Segment } from './commands'
import { tileOutputs } from './layout'
import { gather } from './normalise'
import { channelsOf, type Places } from './places'
import { allTaps, doubledTaps, packBias, packedLength, packWeights, type Rows, type Taps } from './weights'

/** One product of a convolution: all of it, or the outputs of one parity where its input is doubled. */
interface Part {
  readonly taps: Taps
  readonly segments: readonly Segment[]
  /** The table of the outputs' positions, and the first of them. */
  readonly table: number
  readonly first: number
}

/** @throws Error for a 1×1 or halving convolution of a doubled input, which no network has */
export function convolve(places: Places, operation: Convolution): readonly Command[] {
  const { inputs, norm, size, doubled, output } = operation
  const { names, residual } = operation
  const direct = size === 1 && !norm && !doubled
  const [before, after] = [operation.before, paddingAfter(operation)]
  const parts = direct ? [directPart(places, inputs)] : gatheredParts(places, operation, before + after)
  const biasLength = blocksOf(output.channels) * tileOutputs
  const bias = places.regions.constant(biasLength, (region) => {
    packBias(region, places.weights, names, residual?.shortcut ?? null)
  })
  return [
    ...(direct ? [] : gather(places, inputs, norm, { before, after }, places.gathered)),
    ...parts.map((part) => encodeProduct(productOf(places, operation, part, bias))),
  ]
}

function paddingAfter({ inputs, doubled, size, stride, before, output }: Convolution): number {
  const { height } = inputs[0] as Values
  return doubled ? 1 : (output.height - 1) * stride + size - before - height
}

/** A 1×1 convolution reads its inputs where they are. */
const directPart = (places: Places, inputs: readonly Values[]): Part => ({
  taps: allTaps(1),
  segments: inputs.map((values) => pixelsOf(places, values, 0)),
  table: 0,
  first: 0,
})

/** A segment of whole pixels, as they lie in a value. */
const pixelsOf = (places: Places, values: Values, table: number): Segment => ({
  base: places.of(values),
  table,
  stride: values.channels,
  rows: 1,
  rowStride: values.channels,
  rowLength: values.channels,
})

function gatheredParts(places: Places, operation: Convolution, padding: number): readonly Part[] {
  const { inputs, doubled, size, stride, output } = operation
  const { height, width } = inputs[0] as Values
  const channels = channelsOf(inputs)
  const row = width + padding
  const table = positions(places, height / stride, width / stride, stride, row)
  const segment = (rows: number, first: number): Segment => ({
    base: places.gathered + 4 * channels * first,
    table,
    stride: channels,
    rows,
    rowStride: row * channels,
    rowLength: rows * channels,
  })
  if (!doubled) return [{ taps: allTaps(size), segments: [segment(size, 0)], table: 0, first: 0 }]
  if (size !== 3 || stride !== 1) throw new Error('A doubled input needs a 3×3 convolution at stride 1')
  const outputs = positions(places, height, width, 2, output.width)
  return ([0, 1] as const).flatMap((y) =>
    ([0, 1] as const).map((x) => ({
      taps: doubledTaps(y, x),
      segments: [segment(2, y * row + x)],
      table: outputs,
      first: y * output.width + x,
    })),
  )
}

/** The positions stride·(y·row + x) of all pixels of a picture. */
function positions(places: Places, height: number, width: number, stride: number, row: number): number {
  return places.regions.table(`${height} ${width} ${stride} ${row}`, height * width, (pixel) => {
    return stride * (Math.floor(pixel / width) * row + (pixel % width))
  })
}

function productOf(
  places: Places,
  operation: Convolution,
  { taps, segments, table, first }: Part,
  bias: number,
): Product {
  const { names, projection, residual, divisor, output, inputs } = operation
  const { height, width, channels } = output
  const joined = residual && joinedSegments(places, residual, output, table, first)
  const all = [...segments, ...(joined ?? [])]
  const rows: readonly Rows[] = [
    { names, taps, inputs: channelsOf(inputs) },
    ...(joined
      ? [
          {
            names: residual.shortcut === null ? null : [residual.shortcut],
            taps: allTaps(1),
            inputs: channelsOf(residual.inputs),
          },
        ]
      : []),
  ]
  const weights = places.regions.constant(packedLength(channels, depthOf(all)), (region) => {
    packWeights(region, places.weights, rows)
  })
  return {
    pixels: (height * width) / (operation.doubled ? 4 : 1),
    outputs: channels,
    weights,
    segments: all,
    bias,
    projection: projection === null ? 0 : places.projections + 4 * projection,
    residual: residual && !joined ? addedResidual(places, residual, output, table, first) : null,
    divisor,
    output: places.of(output) + 4 * channels * first,
    stride: channels,
    table,
  }
}

/**
 * Further rows of the product: a residual's 1×1 convolution. Two inputs that are added as they are take one too, with ones on its
 * diagonal. Null: the one input is added.
 */
function joinedSegments(
  places: Places,
  residual: Residual,
  output: Values,
  table: number,
  first: number,
): readonly Segment[] | null {
  if (residual.shortcut === null && residual.inputs.length === 1) return null
  const from = residualTable(places, residual, output, table)
  return residual.inputs.map((values) => {
    const segment = pixelsOf(places, values, from)
    return { ...segment, base: segment.base + (residual.doubled ? 0 : 4 * values.channels * first) }
  })
}

function addedResidual(
  places: Places,
  residual: Residual,
  output: Values,
  table: number,
  first: number,
): Product['residual'] {
  const values = residual.inputs[0] as Values
  return {
    address: places.of(values) + (residual.doubled ? 0 : 4 * values.channels * first),
    table: residualTable(places, residual, output, table),
  }
}

/** Which pixel of the residual belongs to each of the product's; the product's are a quarter of the output's where it has a table. */
function residualTable(places: Places, { doubled }: Residual, { height, width }: Values, table: number): number {
  if (!doubled) return table
  if (table !== 0) return 0
  return places.regions.table(`halved ${height} ${width}`, height * width, (pixel) => {
    return (Math.floor(pixel / width) >> 1) * (width >> 1) + ((pixel % width) >> 1)
  })
}
