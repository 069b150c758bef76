import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { planeText } from '../../i18n/plane'
import { usePlane, usePlaneRoom } from '../context'
import { onePointer } from '../../ui/one-pointer'
import { planeHistory } from '../undo'
import { palette } from '../view/palette'
import { fromColumn, fromRow, halfFor, type View } from '../view/view'
import { brushOf, preview, stroke } from './brush'
import styles from './brush-layer.module.css'
import { reach } from './frame'
import { paintSheet } from './paint-sheet'
import { along, type Place } from './stroke'

const steps = new Map<string, Place>([
  ['ArrowLeft', { x: -1, y: 0 }],
  ['ArrowRight', { x: 1, y: 0 }],
  ['ArrowUp', { x: 0, y: 1 }],
  ['ArrowDown', { x: 0, y: -1 }],
])
const KEY_STEP = 0.1
const SPRAY = 5 // points that one press of Space sprays

/** The sheet over the first stage while the visitor draws points; nothing otherwise. It is a child of the stage's frame. */
export function BrushLayer() {
  const on = useStore(brushOf(usePlaneRoom()), (state) => state.on)
  return on ? <Sheet /> : null
}

/** Keeps an event from the stage beneath, which has pointers and keys of its own. */
const keepFromStage = (event: { stopPropagation(): void }) => {
  event.stopPropagation()
}

function Sheet() {
  const plane = usePlaneRoom()
  const half = usePlane(({ points }) => halfFor(points.xy))
  const canvas = useRef<HTMLCanvasElement>(null)
  const { tool, empty } = useStore(brushOf(plane))
  const [path, setPath] = useState<readonly Place[]>([])
  const [other, setOther] = useState(false)
  const [cursor, setCursor] = useState<Place>()
  const [byKeys, setByKeys] = useState(false)
  const [pointer] = useState(onePointer)
  const erase = tool === 'erase'

  useEffect(() => {
    canvas.current?.scrollIntoView({ block: 'nearest' })
  }, []) // on a phone, the button that opens the sheet is far below it

  useEffect(() => {
    if (canvas.current)
      paintSheet(canvas.current, {
        half,
        path,
        added: preview(plane, erase ? [] : path, other),
        erase,
        cursor,
        crosshair: byKeys,
        palette: palette(),
      })
  }, [plane, half, path, erase, other, cursor, byKeys])

  const place = (event: PointerEvent<HTMLCanvasElement>): Place => {
    const box = event.currentTarget.getBoundingClientRect()
    const view: View = { half, side: box.width }
    return { x: fromColumn(view, event.clientX - box.left), y: fromRow(view, event.clientY - box.top) }
  }
  const finish = () => {
    stroke(plane, path, { erase, other })
    setPath([])
  }
  const key = (event: KeyboardEvent) => {
    const arrow = steps.get(event.key)
    const from = cursor ?? { x: 0, y: 0 }
    const commands = new Map<string, () => void>([
      [
        ' ',
        () => {
          stroke(plane, Array<Place>(erase ? 1 : SPRAY).fill(from), { erase, other: event.shiftKey })
        },
      ],
      [
        'Delete',
        () => {
          stroke(plane, [from], { erase: true, other: false })
        },
      ],
      [
        'Backspace',
        () => {
          stroke(plane, [from], { erase: true, other: false })
        },
      ],
      [
        'u',
        () => {
          planeHistory(plane).undo()
        },
      ],
      [
        'Escape',
        () => {
          brushOf(plane).setState({ on: false, empty: false })
        },
      ],
    ])
    const distance = event.shiftKey ? 5 * KEY_STEP : KEY_STEP
    const clamp = (value: number) => Math.max(-reach, Math.min(reach, value))
    const command = arrow
      ? () => {
          setCursor({ x: clamp(from.x + distance * arrow.x), y: clamp(from.y + distance * arrow.y) })
        }
      : commands.get(event.key)
    if (!command || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    event.stopPropagation()
    setByKeys(true)
    command()
  }
  return (
    <div
      className={styles.layer}
      data-empty={empty}
      onPointerDown={keepFromStage}
      onPointerMove={keepFromStage}
      onPointerUp={keepFromStage}
      onMouseDown={keepFromStage}
      onKeyDown={keepFromStage}
    >
      <canvas
        ref={canvas}
        className={styles.sheet}
        tabIndex={0}
        role="application"
        aria-label={planeText.planeData.brush.sheet}
        onPointerDown={(event) => {
          if (!pointer.begins(event)) return
          event.currentTarget.setPointerCapture(event.pointerId)
          setByKeys(false)
          setOther(event.shiftKey)
          setPath([place(event)])
        }}
        onPointerMove={(event) => {
          const [here, draws] = [place(event), pointer.follows(event)]
          if (draws || path.length === 0) setCursor(here)
          if (draws) setPath((before) => [...before, ...along(before.at(-1), here)])
        }}
        onPointerUp={(event) => {
          if (pointer.ends(event)) finish()
        }}
        onPointerCancel={(event) => {
          if (pointer.ends(event)) setPath([])
        }}
        onPointerLeave={() => {
          if (path.length === 0 && !byKeys) setCursor(undefined)
        }}
        onKeyDown={key}
      />
      {empty && path.length === 0 && <p className={styles.hint}>{planeText.planeData.brush.empty}</p>}
    </div>
  )
}
