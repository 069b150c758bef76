import { type PointerEvent, type ReactNode, type Ref, useEffect, useMemo, useState } from 'react'
import type { Process } from '../diffusion'
import { text } from '../i18n'
import { alphaBarPath, equalT, HEIGHT, heightOfAlphaBar, heightOfLogSnr, logSnrPath } from '../runs/curves'
import { later } from './lazy'
import { onePointer } from '../ui/one-pointer'
import { placesOf, staysAtOneLevel } from '../runs/places'
import { type Direction, hold, type Playable, scrub } from '../runs/playback'
import { T } from '../runs/timeline'
import styles from './timeline-track.module.css'
import { Words } from '../ui/words'

/** Before this part of the way there is no room left of a label. */
const EARLY = 0.4

/** The schedule of the timeline: ᾱₜ, how much of the data is left, and the log-SNR, in which all processes agree. */
function Curves({ process, t }: { process: Process; t: number }) {
  const words = text.timeline
  const paths = useMemo(
    () => ({ alphaBar: alphaBarPath(process), logSnr: logSnrPath(process), equal: equalT(process) }),
    [process],
  )
  const { equal } = paths
  const early = equal !== undefined && equal < EARLY * T
  return (
    <div className={styles.curves}>
      <svg viewBox={`0 0 ${T} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        <path d={`${paths.alphaBar}V${HEIGHT}H0Z`} className={styles.area} />
        {equal !== undefined && <line x1={equal} x2={equal} y1={0} y2={HEIGHT} className={styles.equal} />}
        <path d={paths.alphaBar} className={styles.alphaBar} />
        <path d={paths.logSnr} className={styles.logSnr} />
      </svg>
      <span
        className={styles.dot}
        data-curve="alpha-bar"
        style={{ left: `${(t / T) * 100}%`, top: `${heightOfAlphaBar(process, t)}%` }}
      />
      <span
        className={styles.dot}
        data-curve="log-snr"
        style={{ left: `${(t / T) * 100}%`, top: `${heightOfLogSnr(process, t)}%` }}
      />
      <span className={styles.label} data-at="data">
        <Words passive>{words.data}</Words>
      </span>
      <span className={styles.label} data-at="alpha-bar" style={early ? { left: '60%' } : undefined}>
        <Words passive>{words.alphaBarShort}</Words>
      </span>
      <span className={styles.label} data-at="log-snr">
        <Words passive>{words.logSnrShort}</Words>
      </span>
      {equal !== undefined && (
        <span className={styles.label} data-at="equal" data-early={early} style={{ left: `${(equal / T) * 100}%` }}>
          {words.equal}
        </span>
      )}
      <span className={styles.label} data-at="noise">
        <Words passive>{words.noise}</Words>
      </span>
    </div>
  )
}

/** Rarely wanted, so it loads after the first picture. */
const FrameAxis = later(() => import('./frame-axis').then((module) => module.FrameAxis))

interface TimelineTrackProps {
  ref?: Ref<HTMLDivElement>
  player: Playable
  /** The process whose time and log-SNR the timeline shows. */
  timeline: Process
  direction: Direction
  /** The t of the level at the playhead. */
  t: number
  /** The shown frame of the reverse direction, and the last. */
  frame: number
  total: number
  /** The t of each frame of the reverse direction. */
  times: readonly number[]
  /** The film above the schedule and the one below it, one per direction; or only one, of the direction that is on. */
  upperFilm: ReactNode
  lowerFilm?: ReactNode
}

/**
 * One timeline from data to noise: both films, the schedule between them, one playhead over all. For a run that stays at one level
 * the track counts frames, which would otherwise all stand in one place.
 */
export function TimelineTrack({
  ref,
  player,
  timeline,
  direction,
  t,
  frame,
  total,
  times,
  upperFilm,
  lowerFilm,
}: TimelineTrackProps) {
  const words = text.timeline
  const [pointer] = useState(onePointer)
  useEffect(() => {
    FrameAxis.fetchAhead()
  }, [])
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (event.type === 'pointerdown') {
      if (!pointer.begins(event)) return
      event.currentTarget.setPointerCapture(event.pointerId)
      hold(player, true)
    } else if (!pointer.follows(event)) return
    const box = event.currentTarget.getBoundingClientRect()
    scrub(player, ((event.clientX - box.left) / box.width) * T)
  }
  const countsFrames = direction === 'reverse' && staysAtOneLevel(times)
  const place = countsFrames ? (placesOf(times)[frame] ?? T) : t
  const value = direction === 'forward' ? words.value(t, T) : words.frameValue(frame, total, t)
  return (
    <div className={styles.timeline} data-part="timeline">
      <div
        ref={ref}
        className={styles.track}
        role="slider"
        tabIndex={0}
        aria-label={words.name}
        aria-valuemin={0}
        aria-valuemax={T}
        aria-valuenow={place}
        aria-valuetext={value}
        data-direction={direction}
        data-counts={countsFrames}
        onPointerDown={drag}
        onPointerMove={drag}
        onLostPointerCapture={(event) => {
          if (pointer.ends(event)) hold(player, false)
        }}
      >
        <div className={styles.strip} data-on={direction === 'forward' || !lowerFilm}>
          {upperFilm}
        </div>
        {countsFrames ? <FrameAxis t={times[0] ?? T} last={times.length - 1} /> : <Curves process={timeline} t={t} />}
        {lowerFilm && (
          <div className={styles.strip} data-on={direction === 'reverse'}>
            {lowerFilm}
          </div>
        )}
        <div className={styles.playhead} style={{ left: `${(place / T) * 100}%` }}>
          <i />
        </div>
      </div>
    </div>
  )
}
