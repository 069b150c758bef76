import { useEffect, useRef } from 'react'
import { shownScale } from '../../runs/levels'
import { lastRecorded, stepsOf } from '../../runs/run'
import { paintPicture, placePicture } from '../../ui/paint'
import { PixelCanvas } from '../../ui/pixel-canvas'
import { valuesOf } from '../model/models'
import { toBytes } from '../model/pixels'
import { shownRange, type WalkRun } from '../run/walk-run'
import styles from './race.module.css'

/** Bytes of a frame, as pictures of all processes are shown. */
function bytesOf({ frames, levels }: WalkRun, index: number): Uint8ClampedArray | undefined {
  const [frame, at] = [frames[index], levels[index]]
  return frame && at && toBytes(frame.xt, shownRange.xt / shownScale(at))
}

/** The pictures of a lane at one of its frames. */
export function LanePicture({ run, frame, label }: { run: WalkRun; frame: number; label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    if (canvas.current) paintPicture(canvas.current, bytesOf(run, frame), run.shape, run.samples)
  }, [run, frame])
  return <PixelCanvas ref={canvas} label={label} className={styles.picture ?? ''} />
}

/** Tiles of a film strip. */
const TILES = 8

/** The first picture of a lane at even steps, from noise to data; frames that have not come are empty. */
export function LaneFilm({ run, label }: { run: WalkRun; label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const { size } = run.shape
    if (!canvas.current) return
    canvas.current.width = TILES * size // also clears it
    canvas.current.height = size
    const context = canvas.current.getContext('2d')
    for (let tile = 0; context && tile < TILES; tile++) {
      const index = Math.round((tile * stepsOf(run)) / (TILES - 1))
      const bytes = index <= lastRecorded(run) ? bytesOf(run, index) : undefined
      if (!bytes) break
      const image = context.createImageData(size, size)
      placePicture(image, bytes.subarray(0, valuesOf(run.shape)), run.shape)
      context.putImageData(image, tile * size, 0)
    }
  }, [run])
  return <PixelCanvas ref={canvas} label={label} className={styles.film ?? ''} />
}
