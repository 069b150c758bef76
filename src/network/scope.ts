import { engine, type TensorContainer } from '@tensorflow/tfjs-core'

/**
 * `tidy` for what waits in between: every tensor made until `work` is done is disposed, but for those that it returns.
 * Nothing else may make tensors meanwhile; the worker does one thing after another.
 */
export async function scoped<Result extends TensorContainer>(work: () => Promise<Result>): Promise<Result> {
  engine().startScope()
  let result: Result | undefined
  try {
    result = await work()
    return result
  } finally {
    engine().endScope(result)
  }
}
