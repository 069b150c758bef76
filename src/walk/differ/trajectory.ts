import { varianceOf } from '../../diffusion'
import type { NumberArray } from '../../files/read/array'
import type { FileArrays } from '../../files/read/arrays'
import type { PictureShape } from '../../ui/paint'
import { type Layout, layoutOf, stateAt } from './layout'
import { type Course, type Reading, timesOf } from './times'

/** The run with which a trajectory is compared. */
export interface Subject extends Course {
  readonly samples: number
  readonly shape: PictureShape
}

/** States that a file has, at times of the page's timeline, noisiest first. */
export interface Trajectory {
  /** The array's name in the file. */
  readonly name: string
  readonly rows: readonly { readonly t: number; readonly xt: Float32Array }[]
  readonly samples: number
  readonly reading: Reading
  /** Whether the file has the data first. */
  readonly turned: boolean
  /** Whether its numbers are float16. */
  readonly half: boolean
}

/** Why a file holds no trajectory of the run's pictures. */
export interface NoTrajectory {
  readonly code: 'differ-shape' | 'differ-times' | 'differ-numbers'
  readonly details: Readonly<Record<string, string | number>>
}

const NAMES = ['xt', 'x_t', 'xts', 'x_ts', 'x', 'xs', 'samples', 'trajectory', 'traj', 'states', 'frames', 'latents']

const shapeWords = ({ shape }: NumberArray) => shape.join(' × ') || '1'

/** The array that is the trajectory: one of a usual name, or else the one with most rows. */
function chosenArray({ numbers }: FileArrays, shape: PictureShape) {
  const fitting = [...numbers].flatMap(([name, array]) => {
    const layout = layoutOf(array.shape, shape)
    return layout && !/^[iub]/.test(array.type) ? [{ name, array, layout }] : []
  })
  const named = NAMES.map((name) => fitting.find((each) => each.name.toLowerCase() === name)).find(Boolean)
  return named ?? fitting.toSorted((a, b) => b.layout.frames - a.layout.frames)[0]
}

/** The states of the samples that the run has too. */
function statesOf({ values }: NumberArray, layout: Layout, { shape, samples }: Subject): readonly Float32Array[] {
  const each = shape.channels * shape.size ** 2
  return Array.from({ length: layout.frames }, (_, frame) =>
    stateAt(values, layout, shape, frame).subarray(0, Math.min(samples, layout.samples) * each),
  )
}

/** Lists of numbers of the file: arrays of one axis, axes of length 1 aside. */
const listsOf = ({ numbers }: FileArrays) =>
  new Map(
    [...numbers]
      .filter(([, { shape }]) => shape.filter((n) => n !== 1).length <= 1)
      .map(([name, { values }]) => [name.toLowerCase(), values] as const),
  )

/** Finds the states of a trajectory in a file of arrays, whoever wrote it, and when each of them was. */
export function trajectoryOf(arrays: FileArrays, subject: Subject): Trajectory | NoTrajectory {
  const { shape } = subject
  const choice = chosenArray(arrays, shape)
  if (!choice) {
    const foundArrays = [...arrays.numbers].map(([name, array]) => `${name} ${shapeWords(array)}`.trim()).join(', ')
    return {
      code: 'differ-shape',
      details: { found: foundArrays.slice(0, 200), channels: shape.channels, size: shape.size },
    }
  }
  const { name, array, layout } = choice
  const states = statesOf(array, layout, subject)
  const bad = states.findIndex((xt) => !xt.every(Number.isFinite))
  if (bad >= 0) return { code: 'differ-numbers', details: { name, row: bad } }
  const [first, last] = [states[0], states.at(-1)] as [Float32Array, Float32Array]
  const isRising = varianceOf(first) < varianceOf(last)
  const read = timesOf(listsOf(arrays), states.length, subject, isRising)
  if (!read) return { code: 'differ-times', details: { name, rows: states.length, frames: subject.times.length } }
  const rows = states
    .map((xt, i) => ({ t: read.times[i] ?? NaN, xt }))
    .toSorted((a, b) => (Number.isNaN(a.t) || Number.isNaN(b.t) ? 0 : b.t - a.t))
  return {
    name,
    rows,
    samples: Math.min(subject.samples, layout.samples),
    reading: read.reading,
    turned: (read.times[0] ?? 0) < (read.times.at(-1) ?? 0),
    half: array.type === 'f2',
  }
}
