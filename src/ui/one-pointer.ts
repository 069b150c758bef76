import type { PointerEvent } from 'react'

type Event = Pick<PointerEvent, 'pointerId' | 'pointerType' | 'isPrimary' | 'button' | 'buttons' | 'timeStamp'>

/** How long after a pen was seen a hand that rests on the screen is not taken for a finger. */
const PALM_MS = 1000

/**
 * Who draws or drags: one finger, pen or mouse, by its primary button, from its down to its up. A second finger, a resting palm and
 * the other buttons are not heard; a pen takes over from the palm that came before it.
 */
export function onePointer() {
  let active: { readonly id: number; readonly type: string } | undefined
  let penAt = -Infinity
  const seen = ({ pointerType, timeStamp }: Event) => {
    if (pointerType === 'pen') penAt = timeStamp
  }
  return {
    /** A pointer goes down: whether it begins, and whether what another one had begun is to be given up for it. */
    begins(event: Event): false | 'new' | 'instead' {
      seen(event)
      const { pointerId: id, pointerType: type } = event
      const palm = type === 'touch' && event.timeStamp - penAt < PALM_MS
      const before = active
      if (event.button !== 0 || !event.isPrimary || palm || (before && !(type === 'pen' && before.type === 'touch')))
        return false
      active = { id, type }
      return before ? 'instead' : 'new'
    },
    /** A pointer moves: whether it is the one that began and still presses. */
    follows(event: Event): boolean {
      seen(event)
      return active?.id === event.pointerId && event.buttons % 2 === 1
    },
    /** A pointer is lifted or taken away: whether it is the one that began. */
    ends({ pointerId }: Pick<Event, 'pointerId'>): boolean {
      const ends = active?.id === pointerId
      if (ends) active = undefined
      return ends
    },
  }
}
