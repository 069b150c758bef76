import { type PointerEvent, useEffect, useMemo, useRef, useState } from 'react'
import { fixed, text } from '../i18n'
import { PixelCanvas } from '../ui/PixelCanvas'
import { useModel, usePlayer, useWalk } from './context'
import { alphaBarPath, equalT, HEIGHT, heightOfAlphaBar, heightOfLogSnr, logSnrPath } from './curves'
import { scrub } from '../rooms/playback'
import type { Player } from './player'
import { T } from '../rooms/timeline'
import type { WalkState } from './store'
import { columnsFor, stripPainter } from './strips'
import styles from './Timeline.module.css'
import { usePainter } from './usePainter'

/** Level at the playhead: of the walk that is on. */
export const playheadT = ({ trajectory }: Player, { settings }: WalkState): number =>
  settings.direction === 'forward' ? settings.t : (trajectory.times[settings.frame] ?? T)

function Strip({ kind, columns }: { kind: 'forward' | 'reverse'; columns: number }) {
  const paint = useMemo(() => stripPainter(kind, columns), [kind, columns])
  const canvas = usePainter(paint)
  const name = kind === 'forward' ? text.timeline.forwardStrip : text.timeline.reverseStrip
  return <PixelCanvas ref={canvas} label={name} className={styles.film ?? ''} style={{ aspectRatio: columns }} />
}

function Curves() {
  const model = useModel()
  const paths = useMemo(() => ({ alphaBar: alphaBarPath(model), logSnr: logSnrPath(model), equal: equalT(model) }), [model])
  const player = usePlayer()
  const t = useWalk((state) => playheadT(player, state))
  return (
    <div className={styles.curves}>
      <svg viewBox={`0 0 ${T} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        <path d={`${paths.alphaBar}V${HEIGHT}H0Z`} className={styles.area} />
        <line x1={paths.equal} x2={paths.equal} y1={0} y2={HEIGHT} className={styles.equal} />
        <path d={paths.alphaBar} className={styles.alphaBar} />
        <path d={paths.logSnr} className={styles.logSnr} />
      </svg>
      <span className={styles.dot} data-curve="alpha-bar" style={{ left: `${t / T * 100}%`, top: `${heightOfAlphaBar(model, t)}%` }} />
      <span className={styles.dot} data-curve="log-snr" style={{ left: `${t / T * 100}%`, top: `${heightOfLogSnr(model, t)}%` }} />
      <span className={styles.label} data-at="data">{text.timeline.data}</span>
      <span className={styles.label} data-at="alpha-bar" style={paths.equal < 0.4 * T ? { left: '45%' } : undefined} title={text.timeline.alphaBar}>{text.timeline.alphaBarShort}</span>
      <span className={styles.label} data-at="log-snr" title={text.timeline.logSnr}>{text.timeline.logSnrShort}</span>
      <span className={styles.label} data-at="equal" style={{ left: `${paths.equal / T * 100}%` }}>{text.timeline.equal}</span>
      <span className={styles.label} data-at="noise">{text.timeline.noise}</span>
    </div>
  )
}

function useWidth(of: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(960)
  useEffect(() => {
    if (!of.current) return
    const observer = new ResizeObserver(([entry]) => { if (entry) setWidth(entry.contentRect.width) })
    observer.observe(of.current)
    return () => { observer.disconnect() }
  }, [of])
  return width
}

/** One timeline from data to noise: both films, the schedule between them, one playhead over all. */
export function Timeline() {
  const player = usePlayer()
  const track = useRef<HTMLDivElement>(null)
  const columns = columnsFor(useWidth(track))
  const direction = useWalk(({ settings }) => settings.direction)
  const t = useWalk((state) => playheadT(player, state))
  const frame = useWalk(({ settings }) => settings.frame)
  const total = useWalk(({ run }) => run.total)
  const recording = useWalk(({ run }) => run.source === 'recording')

  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (event.type === 'pointerdown') event.currentTarget.setPointerCapture(event.pointerId)
    else if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    const box = event.currentTarget.getBoundingClientRect()
    scrub(player, ((event.clientX - box.left) / box.width) * T)
  }
  const value = direction === 'forward' ? text.timeline.value(fixed(t, 0), fixed(T, 0)) : text.timeline.frameValue(fixed(frame, 0), fixed(total, 0), fixed(t, 0))
  return (
    <div className={styles.timeline}>
      <div
        ref={track}
        className={styles.track}
        role="slider"
        tabIndex={0}
        aria-label={text.timeline.name}
        aria-valuemin={0}
        aria-valuemax={T}
        aria-valuenow={t}
        aria-valuetext={value}
        data-direction={direction}
        onPointerDown={drag}
        onPointerMove={drag}
      >
        <div className={styles.strip} data-on={direction === 'forward'}><Strip kind="forward" columns={columns} /><span>{text.timeline.forwardStrip} →</span></div>
        <Curves />
        <div className={styles.strip} data-on={direction === 'reverse'}><Strip kind="reverse" columns={columns} /><span>← {text.timeline.reverseStrip}{recording && ` · ${text.stage.recording}`}</span></div>
        <div className={styles.playhead} style={{ left: `${t / T * 100}%` }}><i /></div>
      </div>
    </div>
  )
}
