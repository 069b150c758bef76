import { type RefObject, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type { Level } from '../../diffusion'
import type { Slot } from '../../engine/protocol/plane'
import { usePlanePlayer } from '../player-context'
import { drawnLevel } from '../stage/field-question'

/** The level of a stage, or the least noise at which points have a density that can be drawn; undefined while nothing stands there. */
export function useLevel(
  slot: Slot,
): { readonly at: Level; readonly scale: number; readonly limited: boolean } | undefined {
  const player = usePlanePlayer()
  // A level is a fresh object each time: what it says is compared.
  const said = useSyncExternalStore(player.subscribe.bind(player), () => {
    const at = player.shown(slot)?.at
    return at ? `${at.t} ${at.signal} ${at.noise}` : ''
  })
  return useMemo(() => {
    if (said === '') return undefined
    const [t = NaN, signal = NaN, noise = NaN] = said.split(' ').map(Number)
    return drawnLevel({ t, signal, noise })
  }, [said])
}

/** Whether an element is in sight: not in a closed disclosure, not scrolled away. */
export function useInSight(of: RefObject<HTMLElement | null>): boolean {
  const [inSight, setInSight] = useState(false)
  useEffect(() => {
    if (!of.current) return
    const observer = new IntersectionObserver(([entry]) => {
      if (entry) setInSight(entry.isIntersecting)
    })
    observer.observe(of.current)
    return () => {
      observer.disconnect()
    }
  }, [of])
  return inSight
}
