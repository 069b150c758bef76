import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core'
import type { Weight } from '../checkpoint/safetensors'
import type { Watch } from '../watch'
import type { Program } from './operations'

/** A program on a back end, with its weights: it computes what the layers of `network/unet` compute, by kernels of our own. */
export interface Executor {
  /**
   * Starts the work and returns at once, as TensorFlow.js's own operations do.
   *
   * @param x [B, H, W, C]
   * @param projections [B, Σ], the rows of `Program.projections`
   * @param watch sees what `Program.watched` names
   * @returns the heads of the program's output, new tensors of the current scope
   */
  run(x: Tensor4D, projections: Tensor2D, watch?: Watch): readonly Tensor4D[]
  /** Compiles what a batch of this size needs, off the thread where the back end can. */
  prepare(batch: number, onProgress?: (doneCount: number, total: number) => void): Promise<void>
  dispose(): void
}

/** @throws Error if the back end cannot run this program; TensorFlow.js's layers can. */
type ExecutorFactory = (program: Program, weights: ReadonlyMap<string, Weight>) => Executor

const factories = new Map<string, ExecutorFactory>()

/** Makes networks on the named back end run by this factory's executors from now on. */
export function registerExecutor(backendName: string, factory: ExecutorFactory): void {
  factories.set(backendName, factory)
}

/** The factory of the named back end; undefined where TensorFlow.js computes every layer. */
export const executorFactory = (backendName: string): ExecutorFactory | undefined => factories.get(backendName)
