import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { shelfText as words } from '../../i18n/shelf'
import { paintPicture } from '../../ui/paint'
import { pageFile } from '../../ui/page-file'
import { PixelCanvas } from '../../ui/pixel-canvas'
import type { Model } from '../model/models'
import { PICTURES, STEPS } from './drawing-run'
import type { Drawing, DrawingStore } from './shelf-drawing'
import styles from './shelf-thumbnail.module.css'

/** Side of a thumbnail in CSS pixels: three pictures of 28 pixels at twice their size, with a pixel between. */
const SIDE = 172

/** When a card draws: soon, when the walk stands still, or not, because its network is not stored on this machine. */
export type DrawingPlan = 'soon' | 'standing' | 'absent'

interface ThumbnailProps {
  model: Model
  title: string
  sheet: boolean
  drawings: DrawingStore
  plan: DrawingPlan
  chosen: boolean
}

function sentence(
  drawing: Drawing | undefined,
  { model: { guidance }, sheet, plan, chosen: isChosen }: Pick<ThumbnailProps, 'model' | 'sheet' | 'plan' | 'chosen'>,
): string {
  const pictures = sheet ? words.stored : words.none
  if (!drawing) return words[plan === 'absent' && isChosen ? 'gone' : plan](pictures)
  if (drawing.status === 'failed') return words.notDrawn(pictures)
  const { status, step, ms } = drawing
  return status === 'drawing'
    ? words.drawing(step, STEPS)
    : words.drawn(STEPS, words.samplers['dpm++'] ?? '', guidance, ms)
}

/** Paints the frames as they arrive, without rendering. */
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

/** The corner of the contact sheet, cut to whole pictures. */
const corner = ({ size }: Model) => ({ width: Math.floor(SIDE / size) * size })

/** The pictures of a network: drawn now if it is stored on this machine, else stored samples. The caption says which. */
export function ShelfThumbnail({ model, title, sheet, drawings, plan, chosen: isChosen }: ThumbnailProps) {
  const lessMotion = matchMedia('(prefers-reduced-motion: reduce)').matches
  const drawing = useStore(drawings, (all) => {
    const current = all[model.id]
    return lessMotion && current?.status === 'drawing' ? undefined : current // reduced motion shows finished pictures only
  })
  const isLive = drawing && drawing.status !== 'failed'
  return (
    <figure className={styles.thumbnail}>
      {isLive ? (
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
      <figcaption>{sentence(drawing, { model, sheet, plan, chosen: isChosen })}</figcaption>
    </figure>
  )
}
