import { choiceOf } from '../../walk/model/settings'
import type { Instruments } from './instruments'

interface Kept<Value> {
  readonly of: string
  readonly value: Promise<Value>
  /** Of whoever has asked first: until the value is there, it can still be given up. */
  readonly signal: AbortSignal
  isThere: boolean
}

/**
 * What is computed once for the walk that is set in the picture room: a question's pictures, before the visitor chooses, and its
 * answer, after. The last one is kept, and computed again where another walk is set, or where it failed or was given up.
 */
export function remembered<Value>(
  compute: (instruments: Instruments) => Promise<Value>,
): (instruments: Instruments) => Promise<Value> {
  let last: Kept<Value> | undefined
  return (instruments) => {
    const { signal } = instruments
    const of = JSON.stringify(choiceOf(instruments.walk.settings))
    if (last?.of === of && (last.isThere || !last.signal.aborted)) return last.value
    const kept: Kept<Value> = { of, value: compute(instruments), signal, isThere: false }
    last = kept
    kept.value.then(
      () => {
        kept.isThere = true
      },
      () => {
        if (last === kept) last = undefined
      },
    )
    return kept.value
  }
}
