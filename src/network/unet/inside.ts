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
import { type Watch, weightsOf } from './pass'

/** The output of one part of the network, as small grey maps. */
export interface BlockMaps {
  /** `NetworkPart.name` */
  readonly name: string
  /** Channels that it has, and the first that is shown. */
  readonly channels: number
  readonly firstChannel: number
  /** Rows of what it computed, and of the maps: where they are more than MOST_SIDE, means of blocks. */
  readonly side: number
  readonly mapSide: number
  /** [shown·mapSide·mapSide], channel by channel; fewer channels than were asked for where they did not fit, at least none. */
  readonly values: Float32Array
  /** Of each channel that it has, [channels] each, of what it computed: the ends of its grey scale. */
  readonly least: Float32Array
  readonly most: Float32Array
}

/** softmax(QKᵀ/√d) of one attention. */
export interface AttentionWeights {
  readonly name: string
  /** Heads that it has. */
  readonly heads: number
  /** Heads that are reported: all, their mean (1) where they do not fit, or none (0) where that does not fit either. */
  readonly shown: number
  /** N, pixels of the picture there: side². */
  readonly pixels: number
  /** [shown·N·N]: head, then the query pixel, then the pixel that it looks at, row by row. Each row sums to 1. */
  readonly weights: Float32Array
}

interface InsideOptions {
  /** The picture of the batch that is looked at. */
  readonly sample: number
  /** Which parts have maps. */
  readonly maps: (name: string) => boolean
  readonly firstChannel: number
  /** At most so many of each part. */
  readonly channels: number
  /** Which attentions have weights. */
  readonly attentions: (name: string) => boolean
  /** The most numbers of maps and weights together: what comes first is shown first. */
  readonly room: number
}

/** The largest side of a map. */
export const MOST_SIDE = 64

type Shown<Of, Values extends keyof Of> = Omit<Of, Values> & Readonly<Record<Values, Tensor | null>>
type ShownMaps = Shown<BlockMaps, 'values' | 'least' | 'most'>
type ShownWeights = Shown<AttentionWeights, 'weights'>

/** What one pass of a network shows. */
export interface Inside {
  /** To be given to that pass. */
  readonly watch: Watch
  /** What is to be read back; kept until `dispose`. */
  readonly tensors: () => readonly Tensor[]
  /** What was seen, of the values of the tensors in their order. */
  readonly seen: (values: readonly Float32Array[]) => {
    readonly maps: readonly BlockMaps[]
    readonly attentions: readonly AttentionWeights[]
  }
  /** Numbers that had no room. */
  readonly leftOut: () => number
  readonly dispose: () => void
}

/** Channels of one picture as maps: [1, H, W, C] → [shown, H', W'], made smaller by whole factors. */
function mapsOf(picture: Tensor4D, first: number, shown: number): Tensor {
  const [, rows] = picture.shape
  const factor = Math.ceil(rows / MOST_SIDE)
  const some = slice(picture, [0, 0, 0, first], [-1, -1, -1, shown])
  return transpose(factor === 1 ? some : avgPool(some, factor, factor, 'valid'), [0, 3, 1, 2])
}

/** How much more can be read back. */
function roomFor(most: number) {
  let [free, leftOut] = [most, 0]
  return {
    /** How many parts of `size` numbers fit. */
    fits: (size: number) => Math.max(0, Math.floor(free / size)),
    /** Numbers that are shown, and those that were asked for. */
    take: (shown: number, asked: number) => {
      free -= shown
      leftOut += asked - shown
    },
    leftOut: () => leftOut,
  }
}
type Room = ReturnType<typeof roomFor>

/** What is made of activations within, and stays until it is disposed. */
const kept = (make: () => Tensor): Tensor => keep(tidy(make))

function mapsSeen(name: string, y: Tensor4D, { sample, firstChannel, channels }: InsideOptions, room: Room): ShownMaps {
  const [, side, columns, has] = y.shape
  const factor = Math.ceil(side / MOST_SIDE)
  const mapSide = Math.floor(side / factor)
  const size = mapSide * Math.floor(columns / factor)
  const asked = Math.max(0, Math.min(channels, has - firstChannel))
  const shown = Math.min(asked, room.fits(size))
  room.take(shown * size, asked * size)
  const picture = () => slice(y, [sample, 0, 0, 0], [1, -1, -1, -1])
  return {
    name,
    channels: has,
    firstChannel,
    side,
    mapSide,
    values: shown > 0 ? kept(() => mapsOf(picture(), firstChannel, shown)) : null,
    least: kept(() => min(picture(), [1, 2])),
    most: kept(() => max(picture(), [1, 2])),
  }
}

function weightsSeen(name: string, all: Tensor4D, { sample }: InsideOptions, room: Room): ShownWeights {
  const [, heads, pixels] = all.shape
  const own = () => slice(all, [sample, 0, 0, 0], [1, -1, -1, -1])
  const size = pixels ** 2
  const whole = room.fits(size) >= heads
  const shown = whole ? heads : Math.min(1, room.fits(size))
  room.take(shown * size, heads * size)
  return {
    name,
    heads,
    shown,
    pixels,
    weights: shown === 0 ? null : kept(() => (whole ? own() : mean(own(), 1))),
  }
}

/** Watches a pass: what it shows is reduced where it is computed, and read back once, afterwards. */
export function watchInside(config: UNetConfig, options: InsideOptions): Inside {
  const parts = partsOf(config)
  const drawn = new Set(parts.filter(({ name }) => options.maps(name)).map(({ name }) => name))
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
      if (drawn.has(name)) blocks.push(mapsSeen(name, y, options, room))
      const attention = attends.get(name)
      if (attention !== undefined) weights.push(weightsSeen(attention, y, options, room))
    },
    tensors,
    seen: (found) => {
      const byTensor = new Map(tensors().map((tensor, i) => [tensor, found[i]]))
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
