import {
  concat,
  div,
  fused,
  getBackend,
  sub,
  tensor4d,
  tidy,
  mul,
  type Tensor2D,
  type Tensor4D,
} from '@tensorflow/tfjs-core'
import type { Timestep } from '../../diffusion'
import type { Checkpoint } from '../checkpoint/checkpoint'
import { projectionNames } from '../config/projections'
import type { UNetConfig } from '../config/unet-config'
import { checkFits, deviceLimits } from '../limits'
import { executorFactory } from '../program/executor'
import { lower } from '../program/lower'
import type { Watch } from '../watch'
import { conditioningOf, type Condition } from './conditioning'
import { layeredExecutor } from './layered'
import { parametersOf } from './parameters'

/** Whose kernels compute a network: ours, where the back end has them, or TensorFlow.js's, layer by layer. */
export type Kernels = 'own' | 'stock'

/** Whether the current back end has kernels of ours. */
export const hasOwnKernels = (): boolean => executorFactory(getBackend()) !== undefined

/** A network on the current back end. */
export interface UNet {
  /**
   * The network's answer to a batch. It starts the GPU's work and returns at once; call it inside a tidy, or dispose the results.
   *
   * @param x noisy pictures, [B, H, W, in_channels]
   * @param timesteps the network's own timestep, one for all or one a sample
   * @param classes one a sample; ignored by a network without classes
   * @returns the prediction, and the variance if the network has a head for it, [B, H, W, in_channels] each
   * @throws RangeError for a timestep or a class that the network does not have
   */
  heads(
    x: Tensor4D,
    timesteps: Timestep | readonly Timestep[],
    classes: readonly Condition[],
    watch?: Watch,
  ): Tensor4D[]
  /** The heads side by side, as PyTorch's network outputs them: [B, H, W, out_channels]. Given and thrown as by `heads`. */
  predict(...inputs: Parameters<UNet['heads']>): Tensor4D
  /** The projections for all residual blocks, side by side: of the time alone, and of time and class. [2, Σ]; the caller disposes. */
  projections(timestep: Timestep, condition: Condition): Tensor2D
  /** Makes ready what a batch of this size needs of our own kernels. @throws Error where this machine cannot */
  prepare(batch: number, onProgress?: (doneCount: number, total: number) => void): Promise<void>
  readonly config: UNetConfig
  readonly info: { readonly parameters: number; readonly kernels: Kernels }
  dispose(): void
}

/**
 * Uploads the weights of a checkpoint that has been checked, and returns the network. It fails only if the current back end
 * cannot hold the weights.
 *
 * @throws CheckpointError `memory`, before anything is uploaded
 */
export function buildUNet(
  { config, weights }: Pick<Checkpoint, 'config' | 'weights'>,
  { kernels = 'own' }: { readonly kernels?: Kernels | undefined } = {},
): UNet {
  checkFits(config, deviceLimits())
  const parameters = parametersOf(weights)
  const factory = kernels === 'own' ? executorFactory(getBackend()) : undefined
  const executor = factory ? factory(lower(config), weights) : layeredExecutor(config, parameters)
  const condition = conditioningOf(config, weights)
  const projection = parameters.linear(...projectionNames(config))

  const project = (timesteps: readonly number[], classes: readonly (Condition | null)[]) =>
    fused.matMul({ a: condition(timesteps, classes), b: projection.weight, bias: projection.bias }) as Tensor2D // [B, Σ]

  const heads: UNet['heads'] = (x, timesteps, classes, watch) =>
    tidy(() => {
      const each = typeof timesteps === 'number' ? Array.from({ length: x.shape[0] }, () => timesteps) : timesteps
      const centred: Tensor4D = config.center_input_sample ? sub(mul(x, 2), 1) : x
      const y = executor.run(centred, project(each, classes), watch)
      const perTime = (head: Tensor4D): Tensor4D => div(head, tensor4d([...each], [each.length, 1, 1, 1]))
      return config.time_embedding_type === 'fourier' ? y.map(perTime) : [...y]
    })

  return {
    config,
    projections: (timestep, label) => tidy(() => project([timestep, timestep], [null, label])),
    info: {
      parameters: [...weights.values()].reduce((sum, { data }) => sum + data.length, 0),
      kernels: factory ? 'own' : 'stock',
    },
    heads,
    predict: (...inputs) =>
      tidy(() => {
        const [first, ...rest] = heads(...inputs) as [Tensor4D, ...Tensor4D[]]
        return rest.length === 0 ? first : concat([first, ...rest], 3)
      }),
    prepare: (batch, onProgress) => executor.prepare(batch, onProgress),
    dispose: () => {
      executor.dispose()
      parameters.dispose()
    },
  }
}
