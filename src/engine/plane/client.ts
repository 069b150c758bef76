import type { EngineMemory, Fault, Frame, Standing } from '../protocol'
import type { FromLearner, ToLearner } from './learning-protocol'
import type { EvaluateRequest, Evaluation, LikelihoodRequest, PlaneReady, PlaneRunSpec, PointSet, Slot } from './protocol'
import type { BackendName } from '../../network'

/** What the room hears from its engine. Frames and faults of runs that have ended never arrive. */
export interface PlaneListener {
  ready(ready: PlaneReady): void
  frame(slot: Slot, frame: Frame): void
  learned(message: FromLearner): void
  /** Of a run (its slot), or of the engine itself. Failed questions reject their promise with an `AnswerFailed`. */
  failed(fault: Fault, slot: Slot | undefined): void
  lost(reason: string): void
}

/** The plane's only door to the GPU. */
export interface PlaneEngineClient {
  open(backend: BackendName | 'auto'): void
  setPoints(points: PointSet): void
  begin(slot: Slot, spec: PlaneRunSpec, at: Standing): void
  step(slot: Slot): void
  end(slot: Slot): void
  /** Answers; where `signal` aborts, the promise rejects with its AbortError, and nothing is computed that has not begun. */
  evaluate(request: EvaluateRequest, signal?: AbortSignal): Promise<Evaluation>
  likelihood(request: LikelihoodRequest, signal?: AbortSignal): Promise<Float32Array>
  sample(spec: PlaneRunSpec, start: Float32Array, signal?: AbortSignal): Promise<{ xt: Float32Array; nfe: number; ms: number }>
  learn(message: ToLearner): void
  memory(): Promise<EngineMemory>
  /** Ends the worker. */
  dispose(): void
}
