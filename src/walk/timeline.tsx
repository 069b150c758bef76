import { useMemo, useRef } from 'react'
import { text } from '../i18n'
import { T } from '../runs/timeline'
import { TimelineTrack } from '../shell/timeline-track'
import styles from '../shell/timeline-track.module.css'
import { useWidth } from '../shell/use-width'
import { PixelCanvas } from '../ui/pixel-canvas'
import { usePlayer, useSchedule, useWalk } from './run/context'
import { type Player, watchedRun } from './run/player'
import type { WalkState } from './run/store'
import { columnsFor, stripPainter } from './run/strips'
import { usePainter } from './run/use-painter'

/** The t of the level at the playhead, in the direction that is on. */
const playheadT = (player: Player, { settings }: WalkState): number =>
  settings.direction === 'forward' ? settings.t : (watchedRun(player).times[settings.frame] ?? T)

/** What a strip shows, in words: of the reverse walk, how far it is recorded. */
function useStripWords(kind: 'forward' | 'reverse'): string {
  const player = usePlayer()
  const { recorded, total } = useWalk(({ run }) => run)
  const { forwardStrip, reverseStrip, frameValue } = text.timeline
  if (kind === 'forward') return forwardStrip
  return `${reverseStrip}: ${frameValue(recorded, total, watchedRun(player).times[recorded] ?? T)}`
}

function Strip({ kind, columns }: { kind: 'forward' | 'reverse'; columns: number }) {
  const paint = useMemo(() => stripPainter(kind, columns), [kind, columns])
  const canvas = usePainter(paint)
  return (
    <PixelCanvas
      ref={canvas}
      label={useStripWords(kind)}
      className={styles.film ?? ''}
      style={{ aspectRatio: columns }}
    />
  )
}

/** The timeline, with a film strip of each direction. */
export function Timeline() {
  const player = usePlayer()
  const track = useRef<HTMLDivElement>(null)
  const columns = columnsFor(useWidth(track))
  const { process } = useSchedule()
  const direction = useWalk(({ settings }) => settings.direction)
  const t = useWalk((state) => playheadT(player, state))
  const frame = useWalk(({ settings }) => settings.frame)
  const total = useWalk(({ run }) => run.total)
  const times = useWalk(() => watchedRun(player).times)
  const recording = useWalk(({ run }) => run.source === 'recording')
  return (
    <TimelineTrack
      ref={track}
      player={player}
      timeline={process}
      direction={direction}
      t={t}
      frame={frame}
      total={total}
      times={times}
      upperFilm={
        <>
          <Strip kind="forward" columns={columns} />
          <span>{text.timeline.forwardStrip} →</span>
        </>
      }
      lowerFilm={
        <>
          <Strip kind="reverse" columns={columns} />
          <span>
            ← {text.timeline.reverseStrip}
            {recording && ` · ${text.stage.recording}`}
          </span>
        </>
      }
    />
  )
}
