import type { Activation as ActivationFunction } from '../config/unet-config'

/**
 * A U-Net as a list of operations over memory: what a graph of layers becomes when normalisations, activations, additions,
 * concatenations and doublings are part of the convolutions beside them. Back ends with kernels of our own run this list;
 * TensorFlow.js runs the layers of `network/unet`, of which the list computes the same numbers.
 */
export interface Program {
  readonly operations: readonly Operation[]
  /** The noisy pictures, centred if the network wants that. */
  readonly input: Values
  /** The network's output. */
  readonly output: Values
  /** Of how many tensors the output consists, each of as many of its channels: the prediction, and the variance if there is a head for it. */
  readonly heads: number
  readonly projections: Projections
  /** What a watcher of the network sees, in order. */
  readonly watched: readonly Watched[]
}

/** After which operation a watcher sees something, under diffusers' module name. */
export interface Watched {
  /** The operation's index. */
  readonly after: number
  readonly name: string
  /** The operation's output; or, of an attention, the weights that its input gives. */
  readonly shows: 'output' | 'weights'
}

/** The tensor [B, height, width, channels] that one operation writes and later ones read; NHWC without gaps. */
export interface Values {
  readonly id: number
  readonly height: number
  readonly width: number
  readonly channels: number
}

/**
 * One product for all residual blocks: row b is W·f(e) + b of the noise level and class of picture b, [B, width]. Operations read
 * parts of a row by their offsets.
 */
interface Projections {
  /** The linear maps whose outputs lie side by side. */
  readonly names: readonly string[]
  readonly width: number
}

/** The group normalisation of what an operation reads, over its inputs side by side, and what follows it. */
export interface ProgramNorm {
  /** γ is `<name>.weight`, β is `<name>.bias`. */
  readonly name: string
  readonly groups: number
  readonly epsilon: number
  /** Where y·(1 + scale) + shift has its numbers: scale[C], then shift[C], begin here in a row of projections. Null: not modulated. */
  readonly modulation: number | null
  readonly activation: ActivationFunction | null
}

/** What a convolution adds to its output before it divides. */
export interface Residual {
  /** One, or two side by side along the channels. */
  readonly inputs: readonly Values[]
  /** Whether every pixel of the inputs is repeated, two by two. */
  readonly doubled: boolean
  /** The 1×1 convolution that the inputs pass through; null: they are added as they are. */
  readonly shortcut: string | null
}

/**
 * y = (conv(double(f(norm(inputs)))) + bias + projection + residual)/divisor. Padding is 0 outside the normalised and doubled inputs.
 */
export interface Convolution {
  readonly kind: 'conv'
  /** One, or two side by side along the channels. */
  readonly inputs: readonly Values[]
  readonly norm: ProgramNorm | null
  /** Whether every pixel of the (normalised) inputs is repeated, two by two, first. */
  readonly doubled: boolean
  /** 3×3 or 1×1. */
  readonly size: 1 | 3
  readonly stride: 1 | 2
  /** The rows of zeros above the picture, and the columns left of it. */
  readonly before: 0 | 1
  /** Convolutions or linear maps whose outputs lie side by side: `<name>.weight` and `<name>.bias`. */
  readonly names: readonly string[]
  /** Where the channels' additions begin in a row of projections; null: nothing is added. */
  readonly projection: number | null
  readonly residual: Residual | null
  readonly divisor: number
  readonly output: Values
}

/** y = f(norm(x)), where a resampling stands between the normalisation and its convolution. */
export interface Normalisation {
  readonly kind: 'normalise'
  readonly input: Values
  readonly norm: ProgramNorm
  readonly output: Values
}

/**
 * Halves by the mean of two by two pixels, or doubles by repeating; with 'fir' a binomial blur, [1, 2, 1] by [1, 2, 1] over 16 with zeros
 * outside the picture, comes before the halving or after the doubling.
 */
export interface Resample {
  readonly kind: 'resample'
  readonly input: Values
  readonly by: 'down' | 'fir-down' | 'fir-up'
  readonly output: Values
}

/**
 * softmax(QKᵀ/√size)·V for each head. The input's channels are Q, K and V, each [heads·size]; the output's are the heads' results side
 * by side.
 */
export interface AttentionOperation {
  readonly kind: 'attention'
  readonly input: Values
  readonly heads: number
  readonly size: number
  readonly output: Values
}

export type Operation = Convolution | Normalisation | Resample | AttentionOperation

/** What an operation reads. */
export function inputsOf(operation: Operation): readonly Values[] {
  return operation.kind === 'conv' ? [...operation.inputs, ...(operation.residual?.inputs ?? [])] : [operation.input]
}
