import { useEffect, useMemo, useRef } from 'react'
import { text } from '../i18n'
import styles from '../rooms/TimelineTrack.module.css'
import { columnsFor, filmPainter } from './films'
import type { Player } from './player'
import { palette } from './stage/palette'

/** Height of a film, in CSS pixels. */
const HEIGHT = 44

interface FilmProps {
  player: Player
  kind: 'forward' | 'reverse'
  /** Of the timeline, in CSS pixels. */
  width: number
}

/** What the plane looks like along the timeline: the points on their way into noise, or what is recorded of the way back. */
export function Film({ player, kind, width }: FilmProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const columns = columnsFor(width, HEIGHT)
  const paint = useMemo(() => filmPainter(kind, columns), [kind, columns])
  useEffect(() => {
    const repaint = () => {
      if (!canvas.current) return
      const ratio = Math.min(2, window.devicePixelRatio)
      paint(canvas.current, player, Math.round(HEIGHT * ratio), palette().ink)
    }
    repaint()
    const theme = new MutationObserver(repaint)
    theme.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    const unsubscribe = player.subscribe(repaint)
    return () => {
      theme.disconnect()
      unsubscribe()
    }
  }, [paint, player])
  const name = kind === 'forward' ? text.timeline.forwardStrip : text.timeline.reverseStrip
  return <canvas ref={canvas} role="img" aria-label={name} className={styles.film} style={{ width: '100%', height: HEIGHT }} />
}
