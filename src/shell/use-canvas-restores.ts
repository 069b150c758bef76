import { useEffect, useState } from 'react'

/**
 * Counts how often the browser has emptied all canvases, as it does when its GPU process restarts. Use the count as the `key` of
 * components with canvases, which React then mounts again: painters paint only what has changed, and would leave them empty.
 */
export function useCanvasRestores(): number {
  const [count, setCount] = useState(0)
  useEffect(() => {
    let due = 0
    const onRestored = () => {
      due ||= requestAnimationFrame(() => {
        due = 0 // one count for all canvases, which are restored together
        setCount((before) => before + 1)
      })
    }
    document.addEventListener('contextrestored', onRestored, { capture: true }) // the event does not bubble
    return () => {
      cancelAnimationFrame(due)
      document.removeEventListener('contextrestored', onRestored, { capture: true })
    }
  }, [])
  return count
}
