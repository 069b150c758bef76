/** One act of the visitor's hand. Undo takes back all changes of one gesture in one step. */
export interface Gesture {
  /** A new number with every press, key, paste or drop. */
  readonly id: number
  /** Whether a pointer is down. */
  readonly isHeld: boolean
}

let current: Gesture = { id: 0, isHeld: false }
let field: EventTarget | undefined

export const gestureNow = (): Gesture => current

const beginGesture = (isHeld: boolean) => {
  field = undefined
  current = { id: current.id + 1, isHeld }
}

/** All keys in one text field or slider are one gesture; elsewhere each key is a gesture of its own. */
function onKey({ target }: KeyboardEvent): void {
  const input = target instanceof Element && target.matches('input, textarea') ? target : undefined
  if (input && input === field) return
  beginGesture(false)
  field = input
}

/** Watches gestures anywhere on the page. @returns a function that stops watching */
export function watchGestures(): () => void {
  const controller = new AbortController()
  const early = { signal: controller.signal, capture: true }
  const release = () => {
    current = { ...current, isHeld: false }
  }
  document.addEventListener(
    'pointerdown',
    () => {
      beginGesture(true)
    },
    early,
  )
  document.addEventListener('pointerup', release, early)
  document.addEventListener('pointercancel', release, early)
  document.addEventListener('keydown', onKey, early)
  for (const event of ['drop', 'paste'])
    document.addEventListener(
      event,
      () => {
        beginGesture(false)
      },
      early,
    )
  return () => {
    controller.abort()
  }
}
