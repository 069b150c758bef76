import { choiceOf } from '../../walk/model/settings'
import type { Instruments } from './instruments'

/**
 * What is computed once for the walk that is set in the picture room: a question's pictures, before the visitor chooses, and its
 * answer, after. The last one is kept, and computed again where another walk is set, or where it failed.
 */
export function remembered<Value>(
  compute: (instruments: Instruments) => Promise<Value>,
): (instruments: Instruments) => Promise<Value> {
  let kept: { readonly of: string; readonly value: Value } | undefined
  return async (instruments) => {
    const of = JSON.stringify(choiceOf(instruments.walk.settings))
    if (kept?.of !== of) kept = { of, value: await compute(instruments) }
    return kept.value
  }
}
