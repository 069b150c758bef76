import {
  avgPool,
  keep,
  max,
  mean,
  min,
  slice,
  type Tensor,
  type Tensor4D,
  tidy,
  transpose,
} from '@tensorflow/tfjs-core'
import { partsOf } from '../config/parts'
import type { UNetConfig } from '../config/unet-config'
import { type Watch, weightsOf } from '../watch'

/** The output of one part of the network, as small grey maps. */
export interface BlockMaps {
  /** `NetworkPart.name` */
  readonly name: string
  /** How many channels it has, and the first that is shown. */
  readonly channels: number
  readonly firstChannel: number
  /** The rows of its output, and of the maps. Maps of more than MOST_SIDE rows are reduced to means of blocks. */
  readonly side: number
  readonly mapSide: number
  /** [shown·mapSide·mapSide], channel by channel; fewer channels than asked for, or none, if they do not fit. */
  readonly values: Float32Array
  /** The least and the greatest output of each channel, [channels] each: the ends of its grey scale. */
  readonly least: Float32Array
  readonly most: Float32Array
}

/** softmax(QKᵀ/√d) of one attention. */
export interface AttentionWeights {
  readonly name: string
  /** How many heads it has. */
  readonly heads: number
  /** How many heads are reported: all; their mean (1) if they do not fit; or none (0) if that does not fit either. */
  readonly shownHeads: number
  /** N, pixels of the picture there: side². */
  readonly pixels: number
  /** [shown·N·N]: head, then the query pixel, then the pixel that it looks at, row by row. Each row sums to 1. */
  readonly weights: Float32Array
}

interface InsideOptions {
  /** The index of the observed picture in the batch. */
  readonly sample: number
  /** Whether a part has maps. */
  readonly maps: (name: string) => boolean
  readonly firstChannel: number
  /** The most maps of one part. */
  readonly channels: number
  /** Whether the weights of an attention are reported. */
  readonly attentions: (name: string) => boolean
  /** The most numbers of all maps and weights; earlier parts have priority. */
  readonly room: number
}

/** The largest side of a map. */
export const MOST_SIDE = 64

type Shown<Of, Values extends keyof Of> = Omit<Of, Values> & Readonly<Record<Values, Tensor | null>>
type ShownMaps = Shown<BlockMaps, 'values' | 'least' | 'most'>
type ShownWeights = Shown<AttentionWeights, 'weights'>

/** An observer of one pass of a network. */
export interface Inside {
  /** The tap to pass to the network. */
  readonly watch: Watch
  /** The tensors to read back; they live until `dispose`. */
  readonly tensors: () => readonly Tensor[]
  /** Builds the result from the values of these tensors, in their order. */
  readonly read: (values: readonly Float32Array[]) => {
    readonly maps: readonly BlockMaps[]
    readonly attentions: readonly AttentionWeights[]
  }
  /** How many numbers had no room. */
  readonly leftOut: () => number
  readonly dispose: () => void
}

/** Channels of one picture as maps: [1, H, W, C] → [shown, H', W'], made smaller by whole factors. */
function mapsOf(picture: Tensor4D, first: number, mapCount: number): Tensor {
  const [, rows] = picture.shape
  const factor = Math.ceil(rows / MOST_SIDE)
  const some = slice(picture, [0, 0, 0, first], [-1, -1, -1, mapCount])
  return transpose(factor === 1 ? some : avgPool(some, factor, factor, 'valid'), [0, 3, 1, 2])
}

/** Counts how many more numbers can be read back. */
function roomFor(most: number) {
  let [free, leftOut] = [most, 0]
  return {
    /** Returns how many pieces of `size` numbers fit. */
    fits: (size: number) => Math.max(0, Math.floor(free / size)),
    /** How many numbers are shown, and how many were asked for. */
    take: (count: number, wished: number) => {
      free -= count
      leftOut += wished - count
    },
    leftOut: () => leftOut,
  }
}
type Room = ReturnType<typeof roomFor>

/** Computes a tensor that stays until it is disposed. */
const keepResult = (make: () => Tensor): Tensor => keep(tidy(make))

function showMaps(name: string, y: Tensor4D, { sample, firstChannel, channels }: InsideOptions, room: Room): ShownMaps {
  const [, side, columns, has] = y.shape
  const factor = Math.ceil(side / MOST_SIDE)
  const mapSide = Math.floor(side / factor)
  const size = mapSide * Math.floor(columns / factor)
  const inRange = Math.max(0, Math.min(channels, has - firstChannel))
  const count = Math.min(inRange, room.fits(size))
  room.take(count * size, inRange * size)
  const picture = () => slice(y, [sample, 0, 0, 0], [1, -1, -1, -1])
  return {
    name,
    channels: has,
    firstChannel,
    side,
    mapSide,
    values: count > 0 ? keepResult(() => mapsOf(picture(), firstChannel, count)) : null,
    least: keepResult(() => min(picture(), [1, 2])),
    most: keepResult(() => max(picture(), [1, 2])),
  }
}

function showWeights(name: string, all: Tensor4D, { sample }: InsideOptions, room: Room): ShownWeights {
  const [, heads, pixels] = all.shape
  const picture = () => slice(all, [sample, 0, 0, 0], [1, -1, -1, -1])
  const size = pixels ** 2
  const fitsAll = room.fits(size) >= heads
  const headCount = fitsAll ? heads : Math.min(1, room.fits(size))
  room.take(headCount * size, heads * size)
  return {
    name,
    heads,
    shownHeads: headCount,
    pixels,
    weights: headCount === 0 ? null : keepResult(() => (fitsAll ? picture() : mean(picture(), 1))),
  }
}

/** Observes a pass: reduces activations on the back end, to be read back once after the pass. */
export function watchInside(config: UNetConfig, options: InsideOptions): Inside {
  const parts = partsOf(config)
  const namesOfMaps = new Set(parts.filter(({ name }) => options.maps(name)).map(({ name }) => name))
  const attends = new Map(
    parts
      .filter(({ kind, name }) => kind === 'attention' && options.attentions(name))
      .map(({ name }) => [weightsOf(name), name]),
  )
  const room = roomFor(options.room)
  const [blocks, weights]: [ShownMaps[], ShownWeights[]] = [[], []]
  const tensors = () =>
    [...blocks.flatMap(({ values, least, most }) => [values, least, most]), ...weights.map((of) => of.weights)].filter(
      (tensor) => tensor !== null,
    )
  return {
    watch: (name, y) => {
      if (namesOfMaps.has(name)) blocks.push(showMaps(name, y, options, room))
      const attention = attends.get(name)
      if (attention !== undefined) weights.push(showWeights(attention, y, options, room))
    },
    tensors,
    read: (values) => {
      const byTensor = new Map(tensors().map((tensor, i) => [tensor, values[i]]))
      const valuesOf = (tensor: Tensor | null) => (tensor && byTensor.get(tensor)) ?? new Float32Array()
      return {
        maps: blocks.map((of) => ({
          ...of,
          values: valuesOf(of.values),
          least: valuesOf(of.least),
          most: valuesOf(of.most),
        })),
        attentions: weights.map((of) => ({ ...of, weights: valuesOf(of.weights) })),
      }
    },
    leftOut: room.leftOut,
    dispose: () => {
      for (const tensor of tensors()) tensor.dispose()
    },
  }
}
