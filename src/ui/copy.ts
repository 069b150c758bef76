/** Copies from a hidden field by the browser's own command: the only way on an address without encryption, which has no clipboard object. */
function copyBySelection(text: string): boolean {
  const focused = document.activeElement
  const field = document.createElement('textarea')
  field.value = text
  field.readOnly = true
  Object.assign(field.style, { position: 'fixed', top: '0', opacity: '0' })
  // Into an open dialog if there is one, because a dialog does not let the focus leave it.
  ;(focused?.closest('[role="dialog"]') ?? document.body).append(field)
  field.select()
  try {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- where there is no clipboard object, nothing else copies
    return document.execCommand('copy')
  } catch {
    return false
  } finally {
    field.remove()
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true })
  }
}

/** Copies a text. @returns whether it could; never throws */
export async function copyText(text: string): Promise<boolean> {
  try {
    const { clipboard } = navigator as { clipboard?: Clipboard }
    if (clipboard) {
      await clipboard.writeText(text)
      return true
    }
  } catch {
    /* the page may not write to the clipboard, or is in the background */
  }
  return copyBySelection(text)
}
