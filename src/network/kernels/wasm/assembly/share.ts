import * as at from '../layout'

// Threads share a program's memory, each with an instance of this module, so that these variables are a thread's own. One thread leads: it
// alone goes from command to command. For each it opens a gate, through which helpers come when they see it open, and all of them claim
// units of the command until none is left: every unit is computed by one thread, in the same order of sums whichever it is. Then the
// leader closes the gate, and waits until those who came through it have left. It never waits for a helper that sleeps, is late or has
// ended: only for one that is inside.
//
// The gate is one word: the command's number (a multiple of `step`), whether it is open (`isOpen`), how many helpers have come in. A helper
// comes in by exchanging the word that it saw for one more; that fails if the leader, or another helper, has changed the word since.

const step = 32
const isOpen = 16
const inside = 15

/** Times that a thread looks at a word before it sleeps: tens of microseconds. */
const patience = 20_000
/** Nanoseconds after which a helper inside is given up. */
const longest: i64 = 3_000_000_000

/** Address of the words that threads share. */
let control: usize = 0
/** Whether other threads may take part; if not, this one claims units from `next`. */
let shared: bool = false
/** The leader's count of commands, in steps. */
let number: i32 = 0
let next: i32 = 0

export function useControl(address: usize, withOthers: bool): void {
  control = address
  shared = withOthers
}

/** How many units of a command a thread claims at a time: so few that threads end together, so many that claiming costs nothing. */
export function portionOf(units: i32): i32 {
  return ASC_FEATURE_THREADS && shared ? max(units / 16, 1) : units
}

/** Claims a portion of a command's units. @returns the first of them; no less than all where none are left */
export function claim(portion: i32): i32 {
  if (ASC_FEATURE_THREADS && shared) return atomic.add<i32>(control + at.claimedAt, portion)
  const first = next
  next += portion
  return first
}

/** Lets helpers take part in a command. Nobody is inside. */
export function open(command: usize): void {
  next = 0
  if (!ASC_FEATURE_THREADS || !shared) return
  store<u32>(control, <u32>command, at.commandAt)
  atomic.store<i32>(control + at.claimedAt, 0)
  atomic.store<i32>(control + at.leftAt, 0)
  number += step
  atomic.store<i32>(control + at.gateAt, number | isOpen)
  atomic.notify(control + at.gateAt)
}

/** Waits until nobody is inside, and nobody comes in. @returns whether everybody left in time; if not, the memory is theirs */
export function close(): bool {
  if (!ASC_FEATURE_THREADS || !shared) return true
  const entered = atomic.and<i32>(control + at.gateAt, ~isOpen) & inside
  for (let i = 0; i < patience; i++) if (atomic.load<i32>(control + at.leftAt) == entered) return true
  while (true) {
    const left = atomic.load<i32>(control + at.leftAt)
    if (left == entered) return true
    if (atomic.wait<i32>(control + at.leftAt, left, longest) == AtomicWaitResult.TIMED_OUT) return false
  }
}

/** A helper's wait for a command of which it has not computed what it could. It comes in. @param last the number of the one before @returns its number */
export function enter(last: i32): i32 {
  let looks = 0
  while (true) {
    const gate = atomic.load<i32>(control + at.gateAt)
    const turn = gate & ~(step - 1)
    if (gate & isOpen && turn != last) {
      if (atomic.cmpxchg<i32>(control + at.gateAt, gate, gate + 1) == gate) return turn
    } else if (++looks >= patience) {
      atomic.wait<i32>(control + at.gateAt, gate) // returns at once if the gate is no longer what was read
      looks = 0
    }
  }
}

export function leave(): void {
  atomic.add<i32>(control + at.leftAt, 1)
  atomic.notify(control + at.leftAt)
}
