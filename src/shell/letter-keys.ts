import { createStore } from 'zustand/vanilla'

const KEY = 'letter-keys'

function readStored(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off'
  } catch {
    return true // storage is forbidden, or there is none
  }
}

/** Whether single characters are commands. Visitors who dictate to the computer, or type by accident, can switch that off. */
export const letterKeys = createStore<{ readonly on: boolean }>()(() => ({ on: readStored() }))

export function setLetterKeys(on: boolean): void {
  letterKeys.setState({ on })
  try {
    localStorage.setItem(KEY, on ? 'on' : 'off')
  } catch {
    /* the choice holds for this visit only */
  }
}
