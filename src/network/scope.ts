import { engine, type TensorContainer } from '@tensorflow/tfjs-core'

/**
 * `tidy` for asynchronous work: disposes every tensor that is created until `work` resolves, except those that it returns.
 * No other code may create tensors meanwhile; the worker handles one message at a time.
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
