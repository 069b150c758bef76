import { useEffect, useState } from 'react'

/**
 * Counts how often the browser has emptied canvases and given them back, as it does when its GPU process has restarted. As the
 * `key` of what has canvases, it has them made anew: painters paint only what has changed, and would leave them empty.
 */
export function useRestored(): number {
  const [times, setTimes] = useState(0)
  useEffect(() => {
    let due = 0
    const restored = () => {
      due ||= requestAnimationFrame(() => {
        // all of them are given back at once
        due = 0
        setTimes((before) => before + 1)
      })
    }
    document.addEventListener('contextrestored', restored, { capture: true }) // it does not bubble
    return () => {
      cancelAnimationFrame(due)
      document.removeEventListener('contextrestored', restored, { capture: true })
    }
  }, [])
  return times
}
