import type { Weight } from '../../checkpoint/safetensors'
import { planMemory } from '../../program/memory'
import { inputsOf, type Operation, type Program, type Values } from '../../program/operations'
import { createRegions, type Regions } from './regions'
import { tileOutputs } from './layout'

/** Where everything of one program lies in the module's memory; one picture at a time goes through it. */
export interface Places {
  readonly regions: Regions
  readonly weights: ReadonlyMap<string, Weight>
  /** The address of a value. */
  of(values: Values): number
  /** One row of projections. */
  readonly projections: number
  /** Σx and Σx² of each channel of what is being normalised, float64, and what follows from them. */
  readonly sums: number
  readonly affine: number
  /** The normalised input of a convolution, with zeros around it; in an attention, keys, values and scores. */
  readonly gathered: number
}

export function placesOf(program: Program, weights: ReadonlyMap<string, Weight>, begin: number): Places {
  const { operations, input, output, projections } = program
  const regions = createRegions(begin)
  const { slots, sizes } = planMemory(program, (operation) => lengthOf(operation.output))
  const addresses = sizes.map((size) => regions.reserve(size))
  const ends = new Map([input, output].map((values) => [values.id, regions.reserve(lengthOf(values))]))
  const channels = Math.max(...operations.map((operation) => channelsOf(inputsOf(operation))))
  return {
    regions,
    weights,
    of: ({ id }) => ends.get(id) ?? (addresses[slots.get(id) as number] as number),
    projections: regions.reserve(projections.width),
    sums: regions.reserve(4 * channels),
    affine: regions.reserve(2 * channels),
    gathered: regions.reserve(Math.max(...operations.map(workOf))),
  }
}

/** How many numbers one picture's values are. */
export const lengthOf = ({ height, width, channels }: Values): number => height * width * channels

export const channelsOf = (inputs: readonly Values[]): number => inputs.reduce((sum, { channels }) => sum + channels, 0)

/** Numbers that an operation needs while it computes. */
function workOf(operation: Operation): number {
  if (operation.kind === 'attention') {
    const { height, width } = operation.input
    const { keys, values, scores } = attentionWork(height * width, operation.size)
    return keys + values + scores
  }
  if (operation.kind !== 'conv') return 0
  const { height, width } = operation.inputs[0] as Values
  return (height + 2) * (width + 2) * channelsOf(operation.inputs)
}

/** The most scores that are in work at a time: they stay in the processor's cache. */
const mostScores = 2 ** 16
/** Pixels ask by so many, because products take 4 or 6 at a time. */
const fewestQueries = 12

/** The lengths of packed keys, packed values and scores, and how many pixels ask at a time. */
export function attentionWork(
  pixels: number,
  size: number,
): { readonly keys: number; readonly values: number; readonly scores: number; readonly queries: number } {
  const padded = (length: number) => Math.ceil(length / tileOutputs) * tileOutputs
  const queries = Math.min(pixels, Math.max(1, Math.floor(mostScores / pixels / fewestQueries)) * fewestQueries)
  return { keys: size * padded(pixels), values: pixels * padded(size), scores: queries * pixels, queries }
}
