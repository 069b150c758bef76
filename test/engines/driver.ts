import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'

/** A browser with one page, as the main job needs it. */
export interface Driver {
  /** Opens an address in a document of its own. */
  readonly open: (url: string) => Promise<void>
  /** The value of an expression in the page, as JSON can carry it. */
  readonly value: (expression: string) => Promise<unknown>
  /** Presses and releases a key. */
  readonly press: (key: Key) => Promise<void>
  /** Drags by mouse along a line, in a few moves. */
  readonly drag: (from: Place, to: Place) => Promise<void>
  readonly end: () => Promise<void>
}

export type Key = 'Home'
/** CSS pixels from the page's upper left corner. */
export interface Place {
  readonly x: number
  readonly y: number
}

export const VIEW = { width: 1280, height: 800 } as const

/** Where W3C WebDriver keeps the keys that have no character. */
const KEYS: Readonly<Record<Key, string>> = { Home: '\uE011' }
const MOVES = 6

/** Keys and mouse for whoever performs the actions of W3C WebDriver; WebDriver BiDi's are the same. */
export function inputBy(perform: (sources: readonly object[]) => Promise<unknown>): Pick<Driver, 'press' | 'drag'> {
  return {
    press: async (key) => {
      await perform([
        { type: 'key', id: 'keys', actions: ['keyDown', 'keyUp'].map((type) => ({ type, value: KEYS[key] })) },
      ])
    },
    drag: async (from, to) => {
      const moveTo = (share: number) => ({
        type: 'pointerMove',
        duration: 20,
        x: Math.round(from.x + share * (to.x - from.x)),
        y: Math.round(from.y + share * (to.y - from.y)),
      })
      const moves = Array.from({ length: MOVES }, (_, i) => moveTo((i + 1) / MOVES))
      const actions = [moveTo(0), { type: 'pointerDown', button: 0 }, ...moves, { type: 'pointerUp', button: 0 }]
      await perform([{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }])
    },
  }
}

/** Ends programs that were started. */
export async function endAll(programs: readonly ChildProcess[]): Promise<void> {
  for (const program of programs.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null)) {
    program.kill()
    await once(program, 'exit')
  }
}

/** Waits until `ask` gives something; an `ask` that fails is repeated. @throws if nothing comes in time, with the last failure */
export async function until<Found>(
  what: string,
  ask: () => Promise<Found | undefined>,
  milliseconds = 60_000,
): Promise<Found> {
  const end = Date.now() + milliseconds
  for (;;) {
    let cause: unknown
    try {
      const result = await ask()
      if (result !== undefined) return result
    } catch (error) {
      cause = error
    }
    if (Date.now() > end) throw new Error(`${what} did not come in ${milliseconds / 1000} s`, { cause })
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
