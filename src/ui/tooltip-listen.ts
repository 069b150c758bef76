/** A tooltip opens when the mouse has rested on a button for so long, or at once if another one was open just before. */
const OPEN_MS = 500
/** It closes so long after the mouse has left. */
const CLOSE_MS = 80
/** How long after a tooltip the next one opens at once. */
const WARM_MS = 500

const within = ({ target }: Event, selector: string) =>
  target instanceof Element ? target.closest<HTMLElement>(selector) : null
const explainedIn = (event: Event) => within(event, '[data-explain]:not(:disabled)')

type On = <Type extends keyof DocumentEventMap>(type: Type, listener: (event: DocumentEventMap[Type]) => void) => void

/** Which button's tooltip is open, and when another one opens or this one closes. */
class Shown {
  button: HTMLElement | undefined
  private timer: ReturnType<typeof setTimeout> | undefined
  private warmUntil = 0

  constructor(private readonly show: (button: HTMLElement | undefined) => void) {}

  get isWarm(): boolean {
    return performance.now() < this.warmUntil
  }

  set(button: HTMLElement | undefined): void {
    this.stay()
    if (this.button) this.warmUntil = performance.now() + WARM_MS
    if (button === this.button) return
    this.button = button
    this.show(button)
  }

  /** Nothing opens or closes that was about to. */
  stay(): void {
    clearTimeout(this.timer)
    this.timer = undefined
  }

  after(ms: number, button: HTMLElement | undefined): void {
    this.stay()
    this.timer = setTimeout(() => {
      this.set(button?.isConnected ? button : undefined)
    }, ms)
  }
}

function listenToPointer(on: On, tooltip: Shown): void {
  let byKeys = false // what keys scroll or uncover under a resting mouse is not what the visitor points at
  on('keydown', () => {
    byKeys = true
  })
  on('pointermove', () => {
    byKeys = false
  })
  on('pointerover', (event) => {
    if (event.pointerType === 'touch') return
    const button = explainedIn(event)
    if ((button && button === tooltip.button) || within(event, '[role=tooltip]')) tooltip.stay()
    else if (button && !byKeys) tooltip.after(tooltip.button || tooltip.isWarm ? 0 : OPEN_MS, button)
    else if (!tooltip.button) tooltip.stay()
    else if (!tooltip.button.matches(':focus-visible')) tooltip.after(CLOSE_MS, undefined)
  })
  on('pointerout', (event) => {
    if (event.relatedTarget === null) tooltip.after(CLOSE_MS, undefined) // the mouse has left the window
  })
  on('pointerdown', () => {
    tooltip.set(undefined)
  })
}

function listenToKeys(on: On, tooltip: Shown): void {
  on('focusin', (event) => {
    const button = explainedIn(event)
    if (button?.matches(':focus-visible')) tooltip.set(button)
  })
  on('focusout', (event) => {
    if (event.target === tooltip.button) tooltip.set(undefined)
  })
  on('keydown', (event) => {
    if (tooltip.button && event.key === 'Escape') event.stopPropagation() // it closes the tooltip and nothing else
    if (event.key === 'Escape' || explainedIn(event)) tooltip.set(undefined)
  })
}

/** The button on which the focus stood, or the mouse rested, before this part of the page had come. */
function awaitingButton(): HTMLElement | undefined {
  const explained = '[data-explain]:not(:disabled)'
  const focused = document.querySelector<HTMLElement>(`${explained}:focus-visible`)
  const hovered = matchMedia('(hover: hover)').matches
    ? document.querySelector<HTMLElement>(`${explained}:hover`)
    : null
  return focused ?? hovered ?? undefined
}

/**
 * Hears for which button of the page a tooltip is to be open. One set of listeners serves all buttons.
 * @param show is given the button, or undefined when its tooltip closes
 * @returns what closes the open one, and what ends the listening
 */
export function listenForTooltips(show: (button: HTMLElement | undefined) => void) {
  const end = new AbortController()
  const tooltip = new Shown(show)
  const on: On = (type, listener) => {
    document.addEventListener(type, listener, { capture: true, signal: end.signal })
  }
  listenToPointer(on, tooltip)
  listenToKeys(on, tooltip)
  const waiting = awaitingButton()
  if (waiting) tooltip.after(OPEN_MS, waiting)
  return {
    close: () => {
      tooltip.set(undefined)
    },
    end: () => {
      tooltip.stay()
      end.abort()
    },
  }
}
