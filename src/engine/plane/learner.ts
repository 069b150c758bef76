import type { Denoiser } from '../../diffusion'
import type { Tensor } from '../../network'
import type { FromLearner, ToLearner } from './learning-protocol'
import type { PointSet } from './protocol'

/** The network that learns while it is watched, and its student. The worker handles one message, or one piece of work, at a time. */
export interface Learner {
  handle(message: ToLearner): Promise<void>
  /** What it learns from here on. */
  setPoints(points: PointSet): void
  /** Some steps and one read-back; false if it rests. */
  work(): Promise<boolean>
  /**
   * What it answers, by the moving average of its weights, at levels of any process: asked at equal log-SNR of its own. It is
   * valid until the next message; undefined while there is none. Call it within a scope: the answer's tensors are new.
   *
   * @param label null for none in particular.
   */
  denoiser(who: 'network' | 'student', label: 0 | 1 | null): Denoiser<Tensor> | undefined
  dispose(): void
}

/** A learner without a network yet. */
export function createLearner(post: (message: FromLearner) => void): Learner {
  return {
    handle: ({ kind }) => {
      post({ kind: 'refused', fault: { code: 'learn-none', details: { message: kind } } })
      return Promise.resolve()
    },
    setPoints: () => undefined,
    work: () => Promise.resolve(false),
    denoiser: () => undefined,
    dispose: () => undefined,
  }
}
