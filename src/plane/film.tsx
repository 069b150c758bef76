import { useEffect, useMemo, useRef } from 'react'
import type { Slot } from '../engine/protocol/plane'
import { text } from '../i18n'
import { planeText } from '../i18n/plane'
import styles from '../shell/timeline-track.module.css'
import { columnsFor, filmPainter } from './films'
import type { Player } from './player'
import { palette } from './view/palette'

/** The height of a single film, and of each of two, in CSS pixels. */
const HEIGHT = { one: 44, two: 30 }

interface FilmProps {
  player: Player
  kind: 'forward' | 'reverse'
  slot: Slot
  /** Whether a second run is watched, with a film of its own. */
  beside: boolean
  /** The width of the timeline, in CSS pixels. */
  width: number
}

/** A strip of small pictures of a stage along the timeline: the points on their way into noise, or the recorded way back. */
export function Film({ player, kind, slot, beside, width }: FilmProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const height = beside ? HEIGHT.two : HEIGHT.one
  const columns = columnsFor(width, height)
  const paint = useMemo(() => filmPainter(kind, slot, columns), [kind, slot, columns])
  useEffect(() => {
    const repaint = () => {
      if (!canvas.current) return
      const ratio = Math.min(2, window.devicePixelRatio)
      paint(canvas.current, player, Math.round(height * ratio), palette().ink)
    }
    repaint()
    const theme = new MutationObserver(repaint)
    theme.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    const unsubscribe = player.subscribe(repaint)
    return () => {
      theme.disconnect()
      unsubscribe()
    }
  }, [paint, player, height])
  const way = kind === 'forward' ? text.timeline.forwardStrip : text.timeline.reverseStrip
  const name = beside ? planeText.compare.film(slot, way) : way
  return <canvas ref={canvas} role="img" aria-label={name} className={styles.film} style={{ width: '100%', height }} />
}
