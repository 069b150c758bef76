import { type RefObject, useEffect, useRef } from 'react'
import { usePlayer } from './context'
import type { Player } from './player'
import type { WalkState } from './store'

/**
 * A canvas that is painted whenever the walk's state changes, in the same frame and without a render of React.
 * @param paint reads the player's frames and paints; it decides itself whether anything changed
 */
export function usePainter(
  paint: (canvas: HTMLCanvasElement, player: Player, state: WalkState) => void,
): RefObject<HTMLCanvasElement | null> {
  const player = usePlayer()
  const canvas = useRef<HTMLCanvasElement>(null)
  const latest = useRef(paint)
  useEffect(() => {
    latest.current = paint
    const repaint = (state: WalkState) => {
      if (canvas.current) latest.current(canvas.current, player, state)
    }
    repaint(player.store.getState())
    return player.store.subscribe(repaint)
  }, [player, paint])
  return canvas
}
