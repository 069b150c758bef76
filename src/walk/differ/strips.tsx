import { useEffect, useRef } from 'react'
import { differText } from '../../i18n/differ'
import { shownScale } from '../../runs/levels'
import { useWidth } from '../../shell/use-width'
import { placePicture } from '../../ui/paint'
import { PixelCanvas } from '../../ui/pixel-canvas'
import { valuesOf } from '../model/models'
import { toBytes } from '../model/pixels'
import { columnsFor } from '../run/strips'
import { shownRange } from '../run/walk-run'
import type { Compared } from './comparing'
import type { Pair } from './compare'
import styles from './differ.module.css'

/** Pairs for the columns of a strip, evenly chosen, the data on the left; the first that differs is always among them. */
function columnsOf(pairs: readonly Pair[], columns: number, first: number): readonly Pair[] {
  const last = pairs.length - 1
  const count = Math.min(columns, pairs.length)
  const places = Array.from({ length: count }, (_, i) => (count === 1 ? last : Math.round((i * last) / (count - 1))))
  if (first >= 0 && !places.includes(first) && count > 0) {
    const nearest = places.reduce(
      (best, place, i) => (Math.abs(place - first) < Math.abs((places[best] ?? NaN) - first) ? i : best),
      0,
    )
    places[nearest] = first
  }
  return places.flatMap((place) => pairs[place] ?? []).toReversed()
}

type Kind = 'page' | 'student' | 'difference'

/** Values of a pair's first picture that a strip shows, and the value that is white. */
function tileOf({ run }: Compared, { frame, student }: Pair, kind: Kind, most: number) {
  const each = valuesOf(run.shape)
  const [page, level] = [run.frames[frame]?.xt ?? new Float32Array(each), run.levels[frame]]
  const values = (kind === 'student' ? student : page).subarray(0, each)
  if (kind !== 'difference') return toBytes(values, shownRange.xt / (level ? shownScale(level) : 1))
  return toBytes(
    values.map((value, i) => (student[i] ?? NaN) - value),
    most,
  )
}

function Strip({ compared, shownPairs, kind }: { compared: Compared; shownPairs: readonly Pair[]; kind: Kind }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const element = canvas.current
    const { shape } = compared.run
    if (!element || shownPairs.length === 0) return
    element.width = shownPairs.length * shape.size
    element.height = shape.size
    const context = element.getContext('2d')
    const most = Math.max(1e-6, ...shownPairs.map(({ rms }) => 3 * rms))
    shownPairs.forEach((pair, column) => {
      const image = context?.createImageData(shape.size, shape.size)
      if (!context || !image) return
      placePicture(image, tileOf(compared, pair, kind, most), shape)
      context.putImageData(image, column * shape.size, 0)
    })
  }, [compared, shownPairs, kind])
  const name = differText.compare[kind]
  return (
    <div className={styles.strip}>
      <span>{name}</span>
      <PixelCanvas ref={canvas} label={name} style={{ aspectRatio: Math.max(1, shownPairs.length) }} />
    </div>
  )
}

/** The walk above the student's, and their difference; the first frame that differs is marked. */
export function Strips({ compared }: { compared: Compared }) {
  const frame = useRef<HTMLDivElement>(null)
  const columns = Math.min(16, columnsFor(useWidth(frame)))
  const { pairs, verdict } = compared
  const first = verdict.kind === 'step' ? pairs.findIndex((pair) => pair.frame === verdict.frame) : -1
  const shownPairs = columnsOf(pairs, columns, first)
  const column = shownPairs.findIndex((pair) => pair === pairs[first])
  return (
    <div>
      <div ref={frame} className={styles.strips}>
        {(['page', 'student', 'difference'] as const).map((kind) => (
          <Strip key={kind} compared={compared} shownPairs={shownPairs} kind={kind} />
        ))}
        {column >= 0 && (
          <div
            className={styles.first}
            aria-hidden="true"
            style={{ left: `${(100 * column) / shownPairs.length}%`, width: `${100 / shownPairs.length}%` }}
          />
        )}
      </div>
      <p className={styles.note}>{differText.compare.differenceNote}</p>
    </div>
  )
}
