import { type ExplainedTerm, openGlossary, terms } from '../ui/terms'
import { isTerm } from './entries'

/** An explanation opens when the mouse has rested on a symbol for so long, and closes so long after the mouse has left. */
const OPEN_MS = 350
const CLOSE_MS = 200

const markOf = ({ target }: Event): Element | null => (target instanceof Element ? target.closest('[data-term]') : null)
/** Whether an event happens in the explanation, which stays open while the pointer is in it. */
const inExplanation = ({ target }: Event): boolean =>
  target instanceof Element && target.closest('[data-explains]') !== null
/** Whether a symbol can be pressed itself; otherwise a press goes to the control in which it stands. */
const isPressable = (mark: Element): boolean => mark.hasAttribute('tabindex')

function explain(mark: Element, isPinned: boolean): void {
  const id = mark.getAttribute('data-term') ?? ''
  if (isTerm(id)) terms.setState({ explanation: { id, mark, isPinned } })
}

/** Whether an explanation is that of a symbol, though its element has been drawn anew since. */
const isExplainedBy = (explanation: ExplainedTerm, mark: Element): boolean =>
  explanation.mark === mark || (!explanation.mark.isConnected && explanation.id === mark.getAttribute('data-term'))

const close = (): void => {
  terms.setState({ explanation: undefined })
}

/** Explains the symbol on which the mouse rests. A tap or click keeps the explanation open, and another closes it. */
function listenToPointer(on: (types: readonly string[], listener: (event: Event) => void) => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const schedule = (ms: number, action: () => void) => {
    clearTimeout(timer)
    timer = setTimeout(action, ms)
  }
  on(['pointerover'], (event) => {
    const mark = markOf(event)
    const { explanation } = terms.getState()
    if ((event as PointerEvent).pointerType === 'touch') return
    if (explanation && !explanation.mark.isConnected) close() // the element of the symbol was removed
    if (explanation?.isPinned) return
    if (inExplanation(event) || (mark && mark === explanation?.mark)) clearTimeout(timer)
    else if (mark)
      schedule(OPEN_MS, () => {
        if (mark.isConnected) explain(mark, false)
      })
    else if (explanation && explanation.mark !== document.activeElement) schedule(CLOSE_MS, close)
    else clearTimeout(timer)
  })
  on(['pointerdown'], (event) => {
    clearTimeout(timer)
    if (!inExplanation(event) && !markOf(event)) close()
  })
  // The label or row in which a symbol stands must not react to this press.
  on(['pointerdown', 'mousedown', 'touchstart', 'pointerup', 'mouseup', 'click'], (event) => {
    const mark = markOf(event)
    if (!mark || !isPressable(mark)) return
    event.stopPropagation()
    if (event.type !== 'click') return
    event.preventDefault()
    const { explanation } = terms.getState()
    if (explanation?.isPinned && isExplainedBy(explanation, mark)) close()
    else explain(mark, true)
  })
}

/** The next or previous term of the same sentence or formula, in reading order. */
function neighbour(mark: Element, by: 1 | -1): HTMLElement | undefined {
  const all = [...(mark.closest('[data-terms]')?.querySelectorAll<HTMLElement>('[data-term][tabindex]') ?? [])]
  return all[all.indexOf(mark as HTMLElement) + by]
}

/** Explains the symbol that has the focus. Arrows lead to the other symbols, Enter opens the glossary there, Escape closes. */
function listenToKeys(on: (types: readonly string[], listener: (event: Event) => void) => void): void {
  const consume = (event: Event) => {
    event.preventDefault()
    event.stopPropagation()
  }
  on(['focusin'], (event) => {
    const mark = markOf(event)
    if (mark?.matches(':focus-visible')) explain(mark, false)
  })
  on(['focusout'], (event) => {
    const { explanation } = terms.getState()
    if (explanation && !explanation.isPinned && explanation.mark === event.target) close()
  })
  on(['keydown'], (event) => {
    const { key } = event as KeyboardEvent
    const mark = markOf(event)
    if (key === 'Escape' && terms.getState().explanation) {
      consume(event)
      close()
    } else if (mark?.matches(':focus-visible') && (key === 'ArrowLeft' || key === 'ArrowRight')) {
      const next = neighbour(mark, key === 'ArrowRight' ? 1 : -1)
      consume(event)
      next?.focus()
    } else if (mark && key === 'Enter') {
      consume(event)
      openGlossary(mark.getAttribute('data-term') ?? undefined)
    }
  })
}

/** Makes all marked symbols explain themselves. One set of listeners serves the whole page. */
export function listen(): void {
  const on = (types: readonly string[], listener: (event: Event) => void) => {
    for (const type of types) document.addEventListener(type, listener, { capture: true })
  }
  listenToPointer(on)
  listenToKeys(on)
}
