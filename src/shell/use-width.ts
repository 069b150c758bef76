import { type RefObject, useLayoutEffect, useState } from 'react'

/** Width of an element in CSS pixels, as it is laid out. */
export function useWidth(of: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(960)
  useLayoutEffect(() => {
    if (!of.current) return
    // eslint-disable-next-line react-hooks/set-state-in-effect -- the width is known only once it is laid out, and must be drawn with before anything is painted
    setWidth(of.current.getBoundingClientRect().width)
    let due = 0
    const observer = new ResizeObserver(([entry]) => {
      if (!entry) return
      // In the next frame: what is drawn anew may change the size, and an observer that hears of itself is an error.
      cancelAnimationFrame(due)
      due = requestAnimationFrame(() => {
        setWidth(entry.contentRect.width)
      })
    })
    observer.observe(of.current)
    return () => {
      cancelAnimationFrame(due)
      observer.disconnect()
    }
  }, [of])
  return width
}
