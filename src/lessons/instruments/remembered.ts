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
    const entry: Kept<Value> = { of, value: compute(instruments), signal, isThere: false }
    last = entry
    entry.value.then(
      () => {
        entry.isThere = true
      },
      () => {
        if (last === entry) last = undefined
      },
    )
    return entry.value
  }
}
