import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { duration, fixed } from '../i18n'
import { shelfText as words } from '../i18n/shelf'
import { paintPicture } from '../ui/paint'
import { PixelCanvas } from '../ui/PixelCanvas'
import type { Model } from './models'
import { type Drawing, type DrawingStore, PICTURES, STEPS } from './shelf-drawing'
import styles from './ShelfThumbnail.module.css'

const base = import.meta.env.BASE_URL

/** CSS pixels of a thumbnail's side: three pictures of 28 pixels at twice their size, and a pixel between. */
const ROOM = 172

/** Whether a card draws: once the walk stands still; or not, because its network is not on this machine. */
export type Drawn = 'soon' | 'standing' | 'absent'

interface ThumbnailProps {
  model: Model
  title: string
  sheet: boolean
  drawings: DrawingStore
  will: Drawn
  chosen: boolean
}

function storedWords(will: Drawn, sheet: boolean, chosen: boolean): string {
  if (will !== 'absent') return words[will]
  return chosen ? words.storedAlone : sheet ? words.stored : words.noPictures
}

function liveWords(drawing: Drawing, { guidance }: Model): string {
  if (drawing.status === 'failed') return words.notDrawn
  const { status, step, ms } = drawing
  return status === 'drawing' ? words.drawing(fixed(step, 0), fixed(STEPS, 0)) : words.drawn(fixed(STEPS, 0), words.samplers['dpm++'] ?? '', guidance === 1 ? '' : fixed(guidance, 0), duration(ms))
}

/** Painted as frames come, without a render of React. */
function Live({ model, title, drawings }: Pick<ThumbnailProps, 'model' | 'title' | 'drawings'>) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const paint = () => {
      const drawing = drawings.getState()[model.id]
      if (canvas.current && drawing && drawing.status !== 'failed') paintPicture(canvas.current, drawing.bytes, model, PICTURES)
    }
    paint()
    return drawings.subscribe(paint)
  }, [model, drawings])
  return <PixelCanvas ref={canvas} label={words.live(title)} className={styles.pictures ?? ''} />
}

/** As many whole pictures of the sheet's corner as there is room for. */
const corner = ({ size }: Model) => ({ width: Math.floor(ROOM / size) * size })

/** What a network draws: here and now where it is on this machine, else stored pictures. It says which. */
export function ShelfThumbnail({ model, title, sheet, drawings, will, chosen }: ThumbnailProps) {
  const drawing = useStore(drawings, (all) => all[model.id])
  const lessMotion = matchMedia('(prefers-reduced-motion: reduce)').matches
  const live = drawing?.status === 'drawn' || (drawing?.status === 'drawing' && !lessMotion)
  return (
    <figure className={styles.thumbnail}>
      {live
        ? <Live model={model} title={title} drawings={drawings} />
        : sheet
          ? <img className={styles.pictures} src={`${base}models/${model.id}/sheet.png`} alt={words.sheet(title)} style={corner(model)} loading="lazy" />
          : <div className={styles.pictures} aria-hidden="true" />}
      <figcaption>{drawing ? liveWords(drawing, model) : storedWords(will, sheet, chosen)}</figcaption>
    </figure>
  )
}
