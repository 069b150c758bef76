import { type RefObject, useLayoutEffect, useState } from 'react'

/** Width of an element in CSS pixels, as it is laid out. */
export function useWidth(of: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(960)
  useLayoutEffect(() => {
    if (!of.current) return
    setWidth(of.current.getBoundingClientRect().width) // before anything is painted, so that nothing moves
    const observer = new ResizeObserver(([entry]) => { if (entry) setWidth(entry.contentRect.width) })
    observer.observe(of.current)
    return () => { observer.disconnect() }
  }, [of])
  return width
}
