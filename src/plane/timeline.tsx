import { useRef } from 'react'
import { text } from '../i18n'
import { TimelineTrack } from '../shell/timeline-track'
import { useWidth } from '../shell/use-width'
import { usePlane } from './context'
import { Film } from './film'
import { timeline } from './path'
import { playheadT, type Player, SLOTS } from './player'

/** The timeline of the present direction, with a film of each stage. */
export function Timeline({ player }: { player: Player }) {
  const track = useRef<HTMLDivElement>(null)
  const width = useWidth(track)
  const direction = usePlane(({ settings }) => settings.direction)
  const beside = usePlane(({ settings }) => settings.beside !== null)
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
      upperFilm={
        <>
          {(beside ? SLOTS : SLOTS.slice(0, 1)).map((slot) => (
            <Film key={slot} kind={direction} slot={slot} beside={beside} player={player} width={width} />
          ))}
          <span>{direction === 'forward' ? `${text.timeline.forwardStrip} →` : `← ${text.timeline.reverseStrip}`}</span>
        </>
      }
    />
  )
}
