import { type RefObject, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type { Level } from '../../diffusion'
import type { Slot } from '../../engine/protocol/plane'
import { usePlanePlayer } from '../player-context'
import { drawnLevel } from '../stage/field-question'

/** The level of a stage, or the least noisy one at which the density of the points can be drawn; undefined while the stage is empty. */
export function useLevel(
  slot: Slot,
): { readonly at: Level; readonly scale: number; readonly limited: boolean } | undefined {
  const player = usePlanePlayer()
  // Each level is a new object, so a text of its numbers is compared.
  const key = useSyncExternalStore(player.subscribe.bind(player), () => {
    const at = player.stageFrame(slot)?.at
    return at ? `${at.t} ${at.signal} ${at.noise}` : ''
  })
  return useMemo(() => {
    if (key === '') return undefined
    const [t = NaN, signal = NaN, noise = NaN] = key.split(' ').map(Number)
    return drawnLevel({ t, signal, noise })
  }, [key])
}

/** Whether an element is in sight: not in a closed disclosure, not scrolled away. */
export function useInSight(element: RefObject<HTMLElement | null>): boolean {
  const [inSight, setInSight] = useState(false)
  useEffect(() => {
    if (!element.current) return
    const observer = new IntersectionObserver(([entry]) => {
      if (entry) setInSight(entry.isIntersecting)
    })
    observer.observe(element.current)
    return () => {
      observer.disconnect()
    }
  }, [element])
  return inSight
}
