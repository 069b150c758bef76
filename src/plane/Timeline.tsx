import { useRef } from 'react'
import { text } from '../i18n'
import { TimelineTrack } from '../rooms/TimelineTrack'
import { usePlane } from './context'
import { timeline } from './path'
import { playheadT, type Player } from './player'

/** The timeline of the direction that is on. */
export function Timeline({ player }: { player: Player }) {
  const track = useRef<HTMLDivElement>(null)
  const direction = usePlane(({ settings }) => settings.direction)
  const frame = usePlane(({ settings }) => settings.frame)
  const total = usePlane(({ run }) => run.total)
  const t = usePlane(() => playheadT(player))
  return (
    <TimelineTrack
      ref={track}
      player={player}
      timeline={timeline}
      direction={direction}
      t={t}
      frame={frame}
      total={total}
      forward={<span>{text.timeline.forwardStrip} →</span>}
      reverse={<span>← {text.timeline.reverseStrip}</span>}
    />
  )
}
