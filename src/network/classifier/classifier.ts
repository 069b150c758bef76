import {
  fused,
  matMul,
  mean,
  mul,
  onesLike,
  reshape,
  softmax,
  sub,
  tensor2d,
  tidy,
  type NamedTensorMap,
  type Tensor2D,
  type Tensor4D,
} from '@tensorflow/tfjs-core'
import { type Conditioned, type Conditioning, conditioningOf } from '../unet/conditioning'
import { parametersOf, type Parameters } from '../unet/parameters'
import type { Resnet } from '../config/plan-types'
import type { ClassifierCheckpoint } from './checkpoint'
import { blocksOf, type ClassifierConfig } from './config'
import { chain, convolution, normalisation, residual, type TracedLayer } from './pullback'

/**
 * A classifier of noisy pictures on the current back end: p(class | xₜ, t). Dhariwal & Nichol 2021, section 4. Its methods
 * start the work and return at once; call them inside a tidy, or dispose the results.
 */
export interface Classifier {
  /** @param x [B, H, W, C]; t the network's timestep, in 0..T−1 @returns [B, classes] */
  logits(x: Tensor4D, t: number): Tensor2D
  /** @returns [B, classes], each row summing to 1 */
  probabilities(x: Tensor4D, t: number): Tensor2D
  /** The same, and what its last layer is given: [B, features], means over the pixels. */
  reading(x: Tensor4D, t: number): Reading
  /** ∇ₓ log p(class | x), the same class for all pictures. @returns [B, H, W, C] @throws RangeError for an unknown class */
  gradient(x: Tensor4D, t: number, label: number): Tensor4D
  readonly labels: readonly string[]
  dispose(): void
}

interface Reading extends NamedTensorMap {
  readonly probabilities: Tensor2D
  readonly features: Tensor2D
}

/** A forward pass of a batch, and the backward pass from a gradient with respect to its logits. */
interface Pass {
  readonly features: Tensor2D
  readonly logits: Tensor2D
  readonly pull: (dLogits: Tensor2D) => Tensor4D
}

type Weights = Pick<ClassifierCheckpoint, 'card' | 'config' | 'weights'>

/** Uploads a classifier's weights. */
export function buildClassifier({ card, config, weights }: Weights): Classifier {
  const parameters = parametersOf(weights)
  const passOf = buildPass(parameters, config, conditioningOf(conditionedBy(config), weights))
  return {
    labels: card.labels,
    logits: (x, t) => tidy(() => passOf(x, t).logits),
    probabilities: (x, t) => tidy(() => softmax(passOf(x, t).logits)),
    reading: (x, t) =>
      tidy(() => {
        const { logits, features } = passOf(x, t)
        return { probabilities: softmax(logits), features }
      }),
    gradient: (x, t, label) => {
      if (!(Number.isInteger(label) && label >= 0 && label < config.num_classes))
        throw new RangeError(`No class ${label}`)
      return tidy(() => {
        const { logits, pull } = passOf(x, t)
        const oneHot = tensor2d([Array.from({ length: config.num_classes }, (_, i) => Number(i === label))])
        return pull(sub(oneHot, softmax(logits))) // the gradient of log softmax with respect to the logits
      })
    },
    dispose: () => {
      parameters.dispose()
    },
  }
}

/** A classifier is conditioned on the time alone, as `UNet2DModel` is by default. */
const conditionedBy = (config: ClassifierConfig): Conditioned => ({
  ...config,
  time_embedding_type: 'positional',
  num_train_timesteps: null,
  act_fn: 'silu',
  class_embed_type: null,
  num_class_embeds: null,
})

function buildPass(
  parameters: Parameters,
  config: ClassifierConfig,
  condition: Conditioning,
): (x: Tensor4D, t: number) => Pass {
  const resnets = blocksOf(config).flatMap((block) => block.resnets)
  const body = buildBody(parameters, config)
  const projection = parameters.linear(...resnets.map(({ name }) => `${name}.time_emb_proj`))
  const head = parameters.linear('head')
  return (x, t) => {
    const timesteps = Array.from({ length: x.shape[0] }, () => t)
    const embedding = condition(timesteps, [])
    const projections = fused.matMul({ a: embedding, b: projection.weight, bias: projection.bias }) as Tensor2D // [B, Σ]
    const { y, pull } = body(x, projections)
    const features: Tensor2D = mean(y, [1, 2]) // [B, C]
    const [batch, height, width, channels] = y.shape
    return {
      features,
      logits: fused.matMul({ a: features, b: head.weight, bias: head.bias }) as Tensor2D,
      pull: (dLogits) => {
        const dPooled = mul(matMul(dLogits, head.weight, false, true), 1 / (height * width))
        return pull(mul(reshape(dPooled, [batch, 1, 1, channels]), onesLike(y)))
      },
    }
  }
}

/** From the picture to the last activation, [B, H/2ⁿ, W/2ⁿ, C]. */
function buildBody(parameters: Parameters, config: ClassifierConfig): TracedLayer {
  const norm = (name: string, offset: number | null) =>
    normalisation({ ...parameters.affine(name), groups: config.norm_num_groups, epsilon: config.norm_eps }, offset)
  const conv = (name: string, stride: 1 | 2 = 1) => convolution(parameters.conv(name), stride)
  let offset = 0
  const resnet = ({ name, outputs, shortcut }: Resnet) => {
    const body = chain(
      norm(`${name}.norm1`, null),
      conv(`${name}.conv1`),
      norm(`${name}.norm2`, offset),
      conv(`${name}.conv2`),
    )
    offset += 2 * outputs
    return residual(body, shortcut ? conv(`${name}.conv_shortcut`) : null)
  }
  const layers = blocksOf(config).flatMap(({ resnets, halve }) => [
    ...resnets.map(resnet),
    ...(halve ? [conv(halve, 2)] : []),
  ])
  return chain(conv('conv_in'), ...layers, norm('conv_norm_out', null))
}
