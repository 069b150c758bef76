import { describe } from '../description'
import { CheckpointError } from '../errors'
import { get, reject, type Fields } from './fields'
import type { NamedNote } from './notes'

const SMALLEST = 4
const LARGEST = 512

const isSide = (n: unknown): n is number => Number.isInteger(n) && (n as number) >= SMALLEST && (n as number) <= LARGEST

interface Sized {
  readonly sides: { readonly sample_size: number; readonly sample_width: number }
  readonly notes: readonly NamedNote[]
}

/**
 * The picture's height and width: a number for a square, or [height, width]. diffusers leaves them out if a network
 * works at any size; then the page asks the visitor.
 *
 * @param levels the number of levels of the network; each but the last halves the picture
 * @throws CheckpointError `size`, with a proposal, or `field`
 */
export function readSize(fields: Fields, levels: number, chosenSide: number | undefined): Sized {
  const value = get(fields, 'sample_size') ?? null
  if (value === null) {
    if (chosenSide === undefined)
      throw new CheckpointError('size', {
        file: fields.file,
        field: 'sample_size',
        expected: proposeSide(get(fields, 'in_channels'), levels),
      })
    if (!isSide(chosenSide))
      throw new CheckpointError('field', {
        file: fields.file,
        field: 'sample_size',
        found: describe(chosenSide),
        expected: ['integer', SMALLEST, LARGEST],
      })
    return {
      sides: { sample_size: chosenSide, sample_width: chosenSide },
      notes: [{ code: 'size-chosen', details: { file: fields.file, found: String(chosenSide) } }],
    }
  }
  const [height, width] = Array.isArray(value) && value.length === 2 ? (value as unknown[]) : [value, value]
  if (!isSide(height) || !isSide(width))
    return reject(fields, 'sample_size', ['one-or-two-integers', SMALLEST, LARGEST])
  return { sides: { sample_size: height, sample_width: width }, notes: [] }
}

/** Proposes a side: that of MNIST for a grey network that can halve it, or else that of CIFAR, or more if the network halves it too often. */
function proposeSide(channels: unknown, levels: number): number {
  if (channels === 1 && levels <= 3) return 28
  return Math.max(32, 2 ** Math.min(levels + 1, 9))
}
