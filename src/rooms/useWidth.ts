import { type RefObject, useEffect, useState } from 'react'

/** Width of an element in CSS pixels, as it is laid out. */
export function useWidth(of: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(960)
  useEffect(() => {
    if (!of.current) return
    const observer = new ResizeObserver(([entry]) => { if (entry) setWidth(entry.contentRect.width) })
    observer.observe(of.current)
    return () => { observer.disconnect() }
  }, [of])
  return width
}
