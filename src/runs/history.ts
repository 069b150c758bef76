import { createStore, type StoreApi } from 'zustand/vanilla'
import { type Gesture, gestureNow } from './gesture'
import { differing, type Step, withStep } from './steps'

/** What is set in a room, as a history sees it. */
interface Undoable<Settings extends object> {
  read(): Settings
  /** Tells of every change, and what was set before it. */
  onChange(listener: (before: Settings) => void): void
  /** Sets it again. @param moved keys among `free` that the undone change had moved itself */
  restore(to: Settings, moved: ReadonlySet<keyof Settings>): void
  /** Where the playhead stands, and what else is looked at and not set: moving it is no step. */
  readonly free: ReadonlySet<keyof Settings>
}

/** What was undone or done again last: which settings; none where there was nothing to undo. */
interface Done {
  readonly way: 'undo' | 'redo'
  readonly keys: readonly string[]
}

export interface UndoHistory {
  readonly store: StoreApi<{ readonly canUndo: boolean; readonly canRedo: boolean; readonly done: Done | undefined }>
  undo(): void
  redo(): void
  /** A change that nobody asked for, such as a setting that an engine refuses: no step of its own. */
  unrecorded(change: () => void): void
}

/** Goes to one side of the last step; those that would change nothing by now are passed over. @returns it, as it can be gone back */
function go<Settings extends object>(
  of: Undoable<Settings>,
  steps: readonly Step<Settings>[],
  side: 'before' | 'after',
): readonly [rest: readonly Step<Settings>[], gone: Step<Settings> | undefined] {
  const here = of.read()
  const place = steps.findLastIndex((step) => differing(step[side], here, of.free).length > 0)
  const step = steps[place]
  if (!step) return [[], undefined]
  of.restore(step[side], step.moved)
  const gone = side === 'before' ? { ...step, after: here } : { ...step, before: here }
  return [steps.slice(0, place), { ...gone, keys: differing(here, of.read(), of.free), gesture: NaN }]
}

type Steps<Settings extends object> = Readonly<Record<Done['way'], readonly Step<Settings>[]>>

/** The steps that can be undone and done again, and what the page shows of them. */
function createStacks<Settings extends object>() {
  const store: UndoHistory['store'] = createStore(() => ({
    canUndo: false,
    canRedo: false,
    done: undefined as Done | undefined,
  }))
  let steps: Steps<Settings> = { undo: [], redo: [] }
  return {
    store,
    steps: () => steps,
    keep: (next: Partial<Steps<Settings>>) => {
      steps = { ...steps, ...next }
      store.setState({ canUndo: steps.undo.length > 0, canRedo: steps.redo.length > 0 })
    },
  }
}

/** A step is made of all that changes from `before` to now; undefined where nothing of it is a setting. */
function stepFrom<Settings extends object>(
  of: Undoable<Settings>,
  before: Settings,
  gesture: number,
  at: number,
): Step<Settings> | undefined {
  const after = of.read()
  const keys = differing(before, after, of.free)
  const moved = new Set(differing(before, after).filter((key) => of.free.has(key)))
  return keys.length > 0 ? { before, after, keys, moved, gesture, at } : undefined
}

/**
 * Remembers what was set, step by step. What changes in one turn of the event loop is one step; so are the changes of a slider
 * that is dragged, and of a text while it is typed.
 */
export function createHistory<Settings extends object>(
  of: Undoable<Settings>,
  gesture: () => Gesture = gestureNow,
  now = () => performance.now(),
): UndoHistory {
  const { store, steps, keep } = createStacks<Settings>()
  let begun: Settings | undefined // what was set before changes that are no step yet
  let quiet = false

  const quietly = <Result>(change: () => Result): Result => {
    quiet = true
    try {
      return change()
    } finally {
      quiet = false
    }
  }

  function settle(): void {
    const before = begun
    begun = undefined
    if (!before) return
    const { id, isHeld } = gesture()
    const step = stepFrom(of, before, id, now())
    if (step) keep({ undo: withStep(steps().undo, step, isHeld, of.free), redo: [] })
  }

  of.onChange((before) => {
    if (quiet || begun || differing(before, of.read(), of.free).length === 0) return
    begun = before
    queueMicrotask(settle)
  })

  const take = (way: Done['way'], back: Done['way'], side: 'before' | 'after') => () => {
    settle()
    const [rest, gone] = quietly(() => go(of, steps()[way], side))
    keep({ [way]: rest, ...(gone && { [back]: [...steps()[back], gone] }) })
    store.setState({ done: { way, keys: gone?.keys.map(String) ?? [] } })
  }

  return {
    store,
    undo: take('undo', 'redo', 'before'),
    redo: take('redo', 'undo', 'after'),
    unrecorded: (change) => {
      settle()
      quietly(change)
    },
  }
}
