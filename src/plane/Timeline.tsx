import { useRef } from 'react'
import { text } from '../i18n'
import { TimelineTrack } from '../rooms/TimelineTrack'
import { useWidth } from '../rooms/useWidth'
import { usePlane } from './context'
import { Film } from './Film'
import { timeline } from './path'
import { playheadT, type Player } from './player'

/** The timeline of the direction that is on, with its film. */
export function Timeline({ player }: { player: Player }) {
  const track = useRef<HTMLDivElement>(null)
  const width = useWidth(track)
  const direction = usePlane(({ settings }) => settings.direction)
  const frame = usePlane(({ settings }) => settings.frame)
  const total = usePlane(({ run }) => run.total)
  const times = usePlane(() => player.times())
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
      times={times}
      above={(
        <>
          <Film kind={direction} player={player} width={width} />
          <span>{direction === 'forward' ? `${text.timeline.forwardStrip} →` : `← ${text.timeline.reverseStrip}`}</span>
        </>
      )}
    />
  )
}
