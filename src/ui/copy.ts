/** By a hidden field and the browser's own command: the only way on an address without encryption, where there is no clipboard object. */
function copyBySelection(text: string): boolean {
  const before = document.activeElement
  const field = document.createElement('textarea')
  field.value = text
  field.readOnly = true
  Object.assign(field.style, { position: 'fixed', top: '0', opacity: '0' })
  // Inside an open dialog, which keeps the focus to itself.
  ;(before?.closest('[role="dialog"]') ?? document.body).append(field)
  field.select()
  try {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- where there is no clipboard object, nothing else copies
    return document.execCommand('copy')
  } catch {
    return false
  } finally {
    field.remove()
    if (before instanceof HTMLElement) before.focus({ preventScroll: true })
  }
}

/** Copies a text; returns whether it could. Never throws. */
export async function copyText(text: string): Promise<boolean> {
  try {
    const { clipboard } = navigator as { clipboard?: Clipboard }
    if (clipboard) {
      await clipboard.writeText(text)
      return true
    }
  } catch {
    /* forbidden to this page, or the page is not in front */
  }
  return copyBySelection(text)
}
