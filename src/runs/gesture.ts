/** What the visitor does by hand: changes of one gesture may be one step of a history. */
export interface Gesture {
  /** Another number with every press, key or file that is dropped. */
  readonly id: number
  /** A pointer is down. */
  readonly held: boolean
}

let now: Gesture = { id: 0, held: false }
let field: EventTarget | undefined

export const gestureNow = (): Gesture => now

const another = (held: boolean) => {
  field = undefined
  now = { id: now.id + 1, held }
}

/** Keys in one field, be it typed in or a slider, are one gesture; elsewhere each is its own. */
function onKey({ target }: KeyboardEvent): void {
  const typed = target instanceof Element && target.matches('input, textarea') ? target : undefined
  if (typed && typed === field) return
  another(false)
  field = typed
}

/** Watches gestures anywhere on the page; returns what ends it. */
export function watchGestures(): () => void {
  const controller = new AbortController()
  const early = { signal: controller.signal, capture: true }
  const released = () => {
    now = { ...now, held: false }
  }
  document.addEventListener(
    'pointerdown',
    () => {
      another(true)
    },
    early,
  )
  document.addEventListener('pointerup', released, early)
  document.addEventListener('pointercancel', released, early)
  document.addEventListener('keydown', onKey, early)
  for (const event of ['drop', 'paste'])
    document.addEventListener(
      event,
      () => {
        another(false)
      },
      early,
    )
  return () => {
    controller.abort()
  }
}
