import type { StoredFile } from './inputs'

// Functions that run in the page, so each must be complete in itself.

/**
 * The middle of an element that can be used now and that nothing covers.
 * @param aim a share of the way through all such elements
 * @param fields whether to find only text fields
 */
export function findTarget([aim, fields]: readonly [number, boolean]):
  | { at: [x: number, y: number]; what: string }
  | undefined {
  const usable = fields
    ? 'input:not([type="radio"], [type="checkbox"], [type="range"], [type="file"]), textarea'
    : 'button, summary, label, [role="slider"], [role="option"], [role="application"], [role="switch"], canvas, a[href]:not([target]), input, textarea, .react-aria-SliderTrack'
  const targets = [...document.querySelectorAll(usable)].flatMap((element) => {
    const { left, top, width, height } = element.getBoundingClientRect()
    const at: [number, number] = [left + width / 2, top + height / 2]
    const over = width > 1 && height > 1 ? document.elementFromPoint(...at) : null
    return over && (element.contains(over) || over.contains(element))
      ? [
          {
            at,
            what: `${element.tagName} ${(element.getAttribute('aria-label') ?? element.textContent).trim().slice(0, 60)}`,
          },
        ]
      : []
  })
  return targets[Math.floor(aim * targets.length)]
}

/** Types a text, given as JSON, into the field that has the focus. */
export function write(json: string): void {
  const field = document.activeElement
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return
  const kind = field instanceof HTMLInputElement ? HTMLInputElement : HTMLTextAreaElement
  // React notices a value only if it is written past React's own setter.
  Object.getOwnPropertyDescriptor(kind.prototype, 'value')?.set?.call(field, JSON.parse(json) as string)
  field.dispatchEvent(new InputEvent('input', { bubbles: true }))
}

/** Drops or pastes a text, given as JSON, and files where the focus is. */
export function give([how, json, files]: readonly ['drop' | 'paste', string, readonly StoredFile[]]): void {
  const data = new DataTransfer()
  const words = JSON.parse(json) as string
  if (words) data.setData('text/plain', words)
  for (const { name, bytes } of files)
    data.items.add(new File([Uint8Array.from(bytes)], name, { type: /\.svg$/.test(name) ? 'image/svg+xml' : '' }))
  const about = { bubbles: true, cancelable: true }
  ;(document.activeElement ?? document.body).dispatchEvent(
    how === 'drop'
      ? new DragEvent('drop', { ...about, dataTransfer: data })
      : new ClipboardEvent('paste', { ...about, clipboardData: data }),
  )
}
