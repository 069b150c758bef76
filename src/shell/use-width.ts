import { type RefObject, useLayoutEffect, useState } from 'react'

/** Width of an element in CSS pixels. */
export function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(960)
  useLayoutEffect(() => {
    if (!element.current) return
    // eslint-disable-next-line react-hooks/set-state-in-effect -- the width is known only once it is laid out, and must be drawn with before anything is painted
    setWidth(element.current.getBoundingClientRect().width)
    let due = 0
    const observer = new ResizeObserver(([entry]) => {
      if (!entry) return
      // In the next frame, because redrawing may change the size, and an observer that triggers itself is an error.
      cancelAnimationFrame(due)
      due = requestAnimationFrame(() => {
        setWidth(entry.contentRect.width)
      })
    })
    observer.observe(element.current)
    return () => {
      cancelAnimationFrame(due)
      observer.disconnect()
    }
  }, [element])
  return width
}
