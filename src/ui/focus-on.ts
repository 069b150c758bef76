/** Focuses what stays in the page, because the button that was pressed goes, or can no longer be pressed. @param id of an element with a tabindex */
export function focusOn(id: string): void {
  document.getElementById(id)?.focus({ preventScroll: true })
}
