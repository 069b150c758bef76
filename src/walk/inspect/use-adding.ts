import { useEffect, useRef, useState } from 'react'

/** How long a term takes to join the sum, and how long the sum then rests. */
const GROWS_MS = 900
const RESTS_MS = 450

const smooth = (share: number) => share * share * (3 - 2 * share)

/** How far the sum has come after so long: whole terms, and the share of the next one. */
export function addedAfter(ms: number, count: number, stepwise: boolean): number {
  const each = GROWS_MS + RESTS_MS
  const wholeTerms = Math.floor(ms / each)
  if (wholeTerms >= count) return count
  const share = Math.min(1, (ms - wholeTerms * each) / GROWS_MS)
  return stepwise ? wholeTerms + (share === 1 ? 1 : 0) : wholeTerms + smooth(share)
}

const wantsLittleMotion = () => matchMedia('(prefers-reduced-motion: reduce)').matches

/**
 * Adds the terms of a sum up, one after the other; where the visitor wants little motion, in steps.
 *
 * @param count of terms
 * @returns how many have been added, undefined where a term is shown by itself; and what starts and stops it
 */
export function useAdding(count: number) {
  const [added, setAdded] = useState<number>()
  const [running, setRunning] = useState(false)
  const latest = useRef(count)
  useEffect(() => {
    latest.current = count
  })
  useEffect(() => {
    if (!running) return undefined
    const stepwise = wantsLittleMotion()
    const began = performance.now()
    let due = 0
    const grow = (now: number) => {
      const next = addedAfter(now - began, latest.current, stepwise)
      setAdded(next)
      if (next < latest.current) due = requestAnimationFrame(grow)
      else setRunning(false)
    }
    due = requestAnimationFrame(grow)
    return () => {
      cancelAnimationFrame(due)
    }
  }, [running])
  return {
    added: added === undefined ? undefined : Math.min(added, count),
    running,
    run: () => {
      setAdded(0)
      setRunning(true)
    },
    /** Shows the sum of so many terms; undefined: a term by itself. */
    show: (next: number | undefined) => {
      setRunning(false)
      setAdded(next)
    },
    stop: () => {
      setRunning(false)
      setAdded((now) => (now === undefined ? now : Math.round(now)))
    },
  }
}
