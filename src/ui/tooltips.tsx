import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'react'
import { Tooltip, TooltipTriggerStateContext } from 'react-aria-components'
import { listenForTooltips } from './tooltip-listen'
import styles from './tooltips.module.css'

const ID = 'button-explained'

/** Links the button to its tooltip, so that screen readers read both. */
function useDescription(button: HTMLElement): void {
  useEffect(() => {
    button.setAttribute('aria-describedby', ID)
    return () => {
      button.removeAttribute('aria-describedby')
    }
  }, [button])
}

/** Draws the tooltip anew when its button has another explanation, and closes it when the button has left the page. */
function useButtonWatch(button: HTMLElement, close: () => void): void {
  const [, redraw] = useReducer((count: number) => count + 1, 0)
  useEffect(() => {
    const observer = new MutationObserver((changes) => {
      if (!button.isConnected) close()
      else if (changes.some(({ type }) => type === 'attributes')) redraw()
    })
    observer.observe(button, { attributeFilter: ['data-explain', 'data-key'] })
    observer.observe(document.body, { childList: true, subtree: true })
    return () => {
      observer.disconnect()
    }
  }, [button, close])
}

function Beside({ button, onClose }: { readonly button: HTMLElement; readonly onClose: () => void }) {
  const trigger = useRef(button)
  useDescription(button)
  useButtonWatch(button, onClose)
  // It is drawn only while it is open; when it opens and closes is heard for all buttons.
  const state = useMemo(
    () => ({ isOpen: true, shouldSkipAnimation: true, open: () => undefined, close: onClose }),
    [onClose],
  )
  const { explain, key, explainAt } = button.dataset
  return (
    <TooltipTriggerStateContext value={state}>
      <Tooltip
        triggerRef={trigger}
        className={styles.tooltip ?? ''}
        offset={8}
        placement={explainAt === 'bottom' ? 'bottom' : 'top'}
      >
        <span id={ID}>
          {explain} {key && <kbd>{key}</kbd>}
        </span>
      </Tooltip>
    </TooltipTriggerStateContext>
  )
}

/** The tooltip of the button on which the mouse rests or the focus stands: what a button says in `data-explain` and `data-key`. */
export function Tooltips() {
  const [tooltip, setShown] = useState<{ readonly button: HTMLElement; readonly count: number }>()
  const listening = useRef<ReturnType<typeof listenForTooltips>>(undefined)
  useEffect(() => {
    const started = listenForTooltips((button) => {
      setShown((before) => button && { button, count: (before?.count ?? 0) + 1 })
    })
    listening.current = started
    return started.end
  }, [])
  const close = useCallback(() => listening.current?.close(), [])
  return tooltip && <Beside key={tooltip.count} button={tooltip.button} onClose={close} />
}
