import { createStore } from 'zustand/vanilla'

const KEY = 'letter-keys'

function remembered(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off'
  } catch {
    return true // storage is forbidden, or there is none
  }
}

/** Whether keys that write something are heard: who speaks to the computer, or types by accident, may switch them off. */
export const letterKeys = createStore<{ readonly on: boolean }>()(() => ({ on: remembered() }))

export function setLetterKeys(on: boolean): void {
  letterKeys.setState({ on })
  try {
    localStorage.setItem(KEY, on ? 'on' : 'off')
  } catch {
    /* not remembered, but done */
  }
}
