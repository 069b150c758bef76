import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from 'react'
import { text } from '../../i18n'
import { filesText } from '../../i18n/files'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { onePointer } from '../../ui/one-pointer'
import { paintPicture } from '../../ui/paint'
import { PixelCanvas } from '../../ui/pixel-canvas'
import { undoKey } from '../../shell/undo-keys'
import styles from './draw-dialog.module.css'
import { addStroke, clearPad, discardStroke, emptyPad, extendStroke, redo, undo } from './pad-drawing'
import { likeMnist, SIZE } from './mnist-shape'
import { inkOfStrokes, type Point, type Stroke } from './stroke-ink'

/** Side of the pad, width of the pen and length of an arrow key's stroke, in pixels. */
const PAD = 280
const PEN = 22
const KEY_STEP = 10

function paintStrokes(canvas: HTMLCanvasElement, strokes: readonly Stroke[], pen?: Point): void {
  const context = canvas.getContext('2d')
  if (!context) return
  context.fillStyle = '#000'
  context.fillRect(0, 0, PAD, PAD)
  context.strokeStyle = '#fff'
  context.lineWidth = PEN
  context.lineCap = 'round'
  context.lineJoin = 'round'
  for (const stroke of strokes) {
    context.beginPath()
    stroke.forEach(({ x, y }) => {
      context.lineTo(x, y)
    })
    if (stroke.length === 1) context.lineTo((stroke[0]?.x ?? 0) + 0.01, stroke[0]?.y ?? 0)
    context.stroke()
  }
  if (!pen) return
  context.strokeStyle = '#6fb1ff'
  context.lineWidth = 2
  context.strokeRect(pen.x - PEN / 2, pen.y - PEN / 2, PEN, PEN)
}

const arrows = new Map<string, Point>([
  ['ArrowLeft', { x: -1, y: 0 }],
  ['ArrowRight', { x: 1, y: 0 }],
  ['ArrowUp', { x: 0, y: -1 }],
  ['ArrowDown', { x: 0, y: 1 }],
])
const onPad = (value: number) => Math.max(0, Math.min(PAD, value))

interface DrawDialogProps {
  open: boolean
  onClose: () => void
  onUse: (bytes: Uint8Array) => void
}

/** A pad on which one draws a digit with pen, mouse, finger or keys, and a preview of what the network will get. */
export function DrawDialog({ open, onClose, onUse }: DrawDialogProps) {
  return (
    <Dialog title={filesText.draw.title} close={text.close} open={open} onClose={onClose}>
      <DrawPad onUse={onUse} />
    </Dialog>
  )
}

function DrawPad({ onUse }: Pick<DrawDialogProps, 'onUse'>) {
  const pad = useRef<HTMLCanvasElement>(null)
  const preview = useRef<HTMLCanvasElement>(null)
  const [drawing, setDrawing] = useState(emptyPad)
  const { strokes, past, future } = drawing
  const [pen, setPen] = useState<Point>()
  const [penDown, setPenDown] = useState(false)
  const [pointer] = useState(onePointer)

  useEffect(() => {
    if (pad.current) paintStrokes(pad.current, strokes, pen)
  }, [strokes, pen])
  const bytes = useMemo(
    () => (strokes.length === 0 ? undefined : likeMnist(inkOfStrokes(strokes, { side: PAD, pen: PEN }))),
    [strokes],
  )
  useEffect(() => {
    if (preview.current)
      paintPicture(preview.current, new Uint8ClampedArray(bytes ?? new Uint8Array(SIZE * SIZE)), {
        channels: 1,
        size: SIZE,
      })
  }, [bytes])

  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      const way = undoKey(event)
      if (!way) return
      event.preventDefault()
      setPenDown(false)
      setDrawing(way === 'undo' ? undo : redo)
    }
    document.addEventListener('keydown', onKey) // on the document, because the focus may be anywhere in the dialog
    return () => {
      document.removeEventListener('keydown', onKey)
    }
  }, [])

  const pointOf = (event: PointerEvent<HTMLCanvasElement>): Point => {
    const box = event.currentTarget.getBoundingClientRect()
    return { x: ((event.clientX - box.left) / box.width) * PAD, y: ((event.clientY - box.top) / box.height) * PAD }
  }
  const onArrow = (event: KeyboardEvent) => {
    const arrow = arrows.get(event.key)
    if (!arrow) return
    event.preventDefault()
    event.stopPropagation()
    const from = pen ?? { x: PAD / 2, y: PAD / 2 }
    const to = { x: onPad(from.x + arrow.x * KEY_STEP), y: onPad(from.y + arrow.y * KEY_STEP) }
    setPen(to)
    if (event.shiftKey) {
      setDrawing((all) => (penDown ? extendStroke(all, to) : addStroke(all, [from, to])))
      setPenDown(true)
    } else setPenDown(false)
  }
  return (
    <>
      <p>{filesText.draw.help}</p>
      <div className={styles.pads}>
        <canvas
          ref={pad}
          className={styles.pad}
          width={PAD}
          height={PAD}
          tabIndex={0}
          role="application"
          aria-label={filesText.draw.pad}
          onPointerDown={(event) => {
            const begins = pointer.begins(event)
            if (!begins) return
            event.currentTarget.setPointerCapture(event.pointerId)
            const point = pointOf(event)
            setPen(undefined)
            setPenDown(false) // `penDown` is for keys only
            setDrawing((all) => addStroke(begins === 'instead' ? discardStroke(all) : all, [point]))
          }}
          onPointerMove={(event) => {
            if (!pointer.follows(event)) return
            const point = pointOf(event)
            setDrawing((all) => extendStroke(all, point))
          }}
          onPointerUp={(event) => {
            pointer.ends(event)
          }}
          onPointerCancel={(event) => {
            if (pointer.ends(event)) setDrawing(discardStroke)
          }}
          onKeyDown={onArrow}
          onKeyUp={(event) => {
            if (event.key === 'Shift') setPenDown(false)
          }}
        />
        <figure className={styles.preview}>
          <PixelCanvas ref={preview} label={filesText.draw.preview} />
          <figcaption>{bytes ? filesText.draw.preview : filesText.draw.empty}</figcaption>
        </figure>
      </div>
      <div className={styles.buttons}>
        <Button
          name={filesText.draw.undo}
          explain={filesText.draw.undoExplain}
          keyHint="Control+Z"
          disabled={past.length === 0}
          onPress={() => {
            setDrawing(undo)
          }}
        />
        <Button
          name={filesText.draw.redo}
          explain={filesText.draw.redoExplain}
          keyHint="Control+Shift+Z"
          disabled={future.length === 0}
          onPress={() => {
            setDrawing(redo)
          }}
        />
        <Button
          name={filesText.draw.clear}
          disabled={strokes.length === 0}
          onPress={() => {
            setDrawing(clearPad)
          }}
        />
        <Button
          kind="primary"
          name={filesText.draw.use}
          explain={filesText.draw.useExplain}
          disabled={!bytes}
          onPress={() => {
            if (bytes) onUse(bytes)
          }}
        />
      </div>
    </>
  )
}
