import type { PointerEvent } from 'react'

type Event = Pick<PointerEvent, 'pointerId' | 'pointerType' | 'isPrimary' | 'button' | 'buttons' | 'timeStamp'>

/** For so long after the last event of a pen, touches count as a resting palm. */
const PALM_MS = 1000

/**
 * Follows the one pointer that draws or drags: a finger, pen or mouse with its primary button, from pointerdown to pointerup. It
 * ignores a second finger, a resting palm and other buttons. A pen takes over from a palm that touched the screen before it.
 */
export function onePointer() {
  let active: { readonly id: number; readonly type: string } | undefined
  let penAt = -Infinity
  const notePen = ({ pointerType, timeStamp }: Event) => {
    if (pointerType === 'pen') penAt = timeStamp
  }
  return {
    /** On pointerdown. @returns whether this pointer begins to draw; 'instead' if what another one had begun must be discarded */
    begins(event: Event): false | 'new' | 'instead' {
      notePen(event)
      const { pointerId: id, pointerType: type } = event
      const isPalm = type === 'touch' && event.timeStamp - penAt < PALM_MS
      const previous = active
      if (
        event.button !== 0 ||
        !event.isPrimary ||
        isPalm ||
        (previous && !(type === 'pen' && previous.type === 'touch'))
      )
        return false
      active = { id, type }
      return previous ? 'instead' : 'new'
    },
    /** On pointermove. @returns whether this pointer is the one that began and is still pressed */
    follows(event: Event): boolean {
      notePen(event)
      return active?.id === event.pointerId && event.buttons % 2 === 1
    },
    /** On pointerup or pointercancel. @returns whether this pointer is the one that began */
    ends({ pointerId }: Pick<Event, 'pointerId'>): boolean {
      const isActive = active?.id === pointerId
      if (isActive) active = undefined
      return isActive
    },
  }
}
