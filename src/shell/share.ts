import { createStore } from 'zustand/vanilla'

/** Whether the dialog is open in which a link is made: with parts hidden, as a frame, as a QR code. */
export const share = createStore<boolean>()(() => false)

export const openShare = (): void => {
  share.setState(true, true)
}
export const closeShare = (): void => {
  share.setState(false, true)
}
