import { openGlossary, terms } from '../ui/terms'
import { isTerm } from './entries'

/** A mouse that rests on a symbol for so long asks for it; one that has left it for so long has gone. */
const REST_MS = 350
const GONE_MS = 200

const markOf = ({ target }: Event): Element | null => (target instanceof Element ? target.closest('[data-term]') : null)
/** The explanation itself: a pointer in it still reads. */
const inExplanation = ({ target }: Event): boolean =>
  target instanceof Element && target.closest('[data-explains]') !== null
/** A stop of its own; else what it stands in is pressed. */
const isActive = (mark: Element): boolean => mark.hasAttribute('tabindex')

function explain(mark: Element, held: boolean): void {
  const id = mark.getAttribute('data-term') ?? ''
  if (isTerm(id)) terms.setState({ explained: { id, mark, held } })
}

const close = (): void => {
  terms.setState({ explained: undefined })
}

/** By the pointer: what it rests on; a tap or a click holds it, and another lets it go. */
function byPointer(on: (types: readonly string[], listener: (event: Event) => void) => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const later = (ms: number, what: () => void) => {
    clearTimeout(timer)
    timer = setTimeout(what, ms)
  }
  on(['pointerover'], (event) => {
    const mark = markOf(event)
    const { explained } = terms.getState()
    if (explained && !explained.mark.isConnected) close() // what it stood in is gone
    if ((event as PointerEvent).pointerType === 'touch' || explained?.held) return
    if (inExplanation(event) || (mark && mark === explained?.mark)) clearTimeout(timer)
    else if (mark)
      later(REST_MS, () => {
        if (mark.isConnected) explain(mark, false)
      })
    else if (explained && explained.mark !== document.activeElement) later(GONE_MS, close)
    else clearTimeout(timer)
  })
  on(['pointerdown'], (event) => {
    clearTimeout(timer)
    if (!inExplanation(event) && !markOf(event)) close()
  })
  // What a symbol stands in, a label or a row, must not take the press for its own.
  on(['pointerdown', 'mousedown', 'touchstart', 'pointerup', 'mouseup', 'click'], (event) => {
    const mark = markOf(event)
    if (!mark || !isActive(mark)) return
    event.stopPropagation()
    if (event.type !== 'click') return
    event.preventDefault()
    const { explained } = terms.getState()
    if (explained?.mark === mark && explained.held) close()
    else explain(mark, true)
  })
}

/** The next term of the same sentence or formula, in reading order, or the one before. */
function neighbour(mark: Element, by: 1 | -1): HTMLElement | undefined {
  const all = [...(mark.closest('[data-terms]')?.querySelectorAll<HTMLElement>('[data-term][tabindex]') ?? [])]
  return all[all.indexOf(mark as HTMLElement) + by]
}

/** By keys: focus explains, arrows lead to the others of the sentence, Enter opens the glossary there, Escape closes. */
function byKeys(on: (types: readonly string[], listener: (event: Event) => void) => void): void {
  const used = (event: Event) => {
    event.preventDefault()
    event.stopPropagation()
  }
  on(['focusin'], (event) => {
    const mark = markOf(event)
    if (mark?.matches(':focus-visible')) explain(mark, false)
  })
  on(['focusout'], (event) => {
    const { explained } = terms.getState()
    if (explained && !explained.held && explained.mark === event.target) close()
  })
  on(['keydown'], (event) => {
    const { key } = event as KeyboardEvent
    const mark = markOf(event)
    if (key === 'Escape' && terms.getState().explained) {
      used(event)
      close()
    } else if (mark?.matches(':focus-visible') && (key === 'ArrowLeft' || key === 'ArrowRight')) {
      const next = neighbour(mark, key === 'ArrowRight' ? 1 : -1)
      used(event)
      next?.focus()
    } else if (mark && key === 'Enter') {
      used(event)
      openGlossary(mark.getAttribute('data-term') ?? undefined)
    }
  })
}

/** From here on symbols that are marked explain themselves. One set of listeners serves the whole page. */
export function listen(): void {
  const on = (types: readonly string[], listener: (event: Event) => void) => {
    for (const type of types) document.addEventListener(type, listener, { capture: true })
  }
  byPointer(on)
  byKeys(on)
}
