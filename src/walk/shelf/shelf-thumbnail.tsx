import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { shelfText as words } from '../../i18n/shelf'
import { paintPicture } from '../../ui/paint'
import { pageFile } from '../../ui/page-file'
import { PixelCanvas } from '../../ui/pixel-canvas'
import type { Model } from '../model/models'
import { type Drawing, type DrawingStore, PICTURES, STEPS } from './shelf-drawing'
import styles from './shelf-thumbnail.module.css'

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

function sentence(
  drawing: Drawing | undefined,
  { model: { guidance }, sheet, will, chosen }: Pick<ThumbnailProps, 'model' | 'sheet' | 'will' | 'chosen'>,
): string {
  const what = sheet ? words.stored : words.none
  if (!drawing) return words[will === 'absent' && chosen ? 'gone' : will](what)
  if (drawing.status === 'failed') return words.notDrawn(what)
  const { status, step, ms } = drawing
  return status === 'drawing'
    ? words.drawing(step, STEPS)
    : words.drawn(STEPS, words.samplers['dpm++'] ?? '', guidance, ms)
}

/** Painted as frames come, without a render of React. */
function Live({ model, title, drawings }: Pick<ThumbnailProps, 'model' | 'title' | 'drawings'>) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const paint = () => {
      const drawing = drawings.getState()[model.id]
      if (canvas.current && drawing && drawing.status !== 'failed')
        paintPicture(canvas.current, drawing.bytes, model, PICTURES)
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
  const lessMotion = matchMedia('(prefers-reduced-motion: reduce)').matches
  const drawing = useStore(drawings, (all) => {
    const found = all[model.id]
    return lessMotion && found?.status === 'drawing' ? undefined : found // then only the finished pictures
  })
  const live = drawing && drawing.status !== 'failed'
  return (
    <figure className={styles.thumbnail}>
      {live ? (
        <Live model={model} title={title} drawings={drawings} />
      ) : sheet ? (
        <img
          className={styles.pictures}
          src={pageFile(`models/${model.id}/sheet.png`)}
          alt={words.sheet(title)}
          style={corner(model)}
          loading="lazy"
        />
      ) : (
        <div className={styles.pictures} aria-hidden="true" />
      )}
      <figcaption>{sentence(drawing, { model, sheet, will, chosen })}</figcaption>
    </figure>
  )
}
