import { type KeyboardEvent, type PointerEvent, useEffect, useId, useRef, useState } from 'react'
import type { Slot } from '../../engine/protocol/plane'
import { planeText } from '../../i18n/plane'
import { useSettled } from '../../shell/settled'
import { patchPlane, usePlane } from '../context'
import { BrushLayer } from '../data/brush-layer'
import { usePlanePlayer } from '../player-context'
import { Caption, useWords, type Words } from './caption'
import type { Place } from './probe'
import { createScene, type Scene } from './scene'
import styles from './stage.module.css'
import { fromColumn, fromRow } from '../view/view'

interface StageProps {
  /** Which of the two runs that are watched side by side. */
  readonly slot?: Slot
}

/** How near to a particle a click must be, in CSS pixels; more for a finger, which is broader. */
const REACH = { mouse: 14, touch: 26 }
/** How far one press of an arrow key moves, as a share of the view. */
const STEP = 0.02

const keyMoves: Readonly<Record<string, Place>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
}

/** The scene of a stage, created when its canvases exist. */
function useScene(slot: Slot) {
  const player = usePlanePlayer()
  const frame = useRef<HTMLDivElement>(null)
  const [scene, setScene] = useState<Scene>()
  useEffect(() => {
    const [field, points, trails, particles, overlay] = frame.current?.querySelectorAll('canvas') ?? []
    if (!field || !points || !trails || !particles || !overlay) return
    const newScene = createScene({ field, points, trails, particles, overlay }, player, slot)
    setScene(newScene)
    return () => {
      newScene.end()
      setScene(undefined)
    }
  }, [player, slot])
  return { frame, scene }
}

/** The handlers with which pointer and keys point at a place of the picture and choose a particle. */
function usePointing(scene: Scene | undefined) {
  const { plane } = usePlanePlayer()
  const choose = (chosenParticle: number | null) => {
    patchPlane(plane, { chosen: chosenParticle })
  }
  const placeOf = (event: PointerEvent<HTMLDivElement>): Place => {
    const box = event.currentTarget.getBoundingClientRect()
    const view = { half: scene?.half() ?? 3, side: box.width }
    return [fromColumn(view, event.clientX - box.left), fromRow(view, event.clientY - box.top)]
  }
  return {
    onPointerMove: (event: PointerEvent<HTMLDivElement>) => {
      if (event.pointerType !== 'touch') scene?.point(placeOf(event))
    },
    onPointerLeave: (event: PointerEvent<HTMLDivElement>) => {
      if (event.pointerType !== 'touch') scene?.point(undefined)
    },
    onPointerUp: (event: PointerEvent<HTMLDivElement>) => {
      if (!event.isPrimary || event.button !== 0) return
      const place = placeOf(event)
      scene?.point(place)
      const near = scene?.nearest(place, event.pointerType === 'touch' ? REACH.touch : REACH.mouse) ?? null
      if (near !== null) choose(near)
    },
    // A click does not focus the picture, so that the arrow keys still move the timeline.
    onMouseDown: (event: { preventDefault(): void }) => {
      event.preventDefault()
    },
    onBlur: () => {
      scene?.point(undefined)
    },
    onKeyDown: (event: KeyboardEvent) => {
      const move = keyMoves[event.key]
      const at = scene?.pointed()
      if (!scene || event.ctrlKey || event.metaKey || event.altKey) return
      if (move) {
        const [half, by] = [scene.half(), (event.shiftKey ? 5 : 1) * STEP * 2 * scene.half()]
        const clamp = (value: number) => Math.max(-half, Math.min(half, value))
        scene.point(at ? [clamp(at[0] + move[0] * by), clamp(at[1] + move[1] * by)] : [0, 0])
      } else if (event.key === 'Enter' && at) choose(scene.nearest(at, Infinity))
      else if (event.key === 'Escape') {
        scene.point(undefined)
        choose(null)
      } else return
      event.preventDefault()
    },
  }
}

const useMoves = (): boolean => usePlane(({ playing, run }) => playing || run.goal !== undefined)

/** The canvas of the field; its label says all layers in words. */
function FieldCanvas({ words }: { words: Words }) {
  return <canvas role="img" aria-label={useSettled(words.summary, useMoves())} />
}

/** The region that tells screen readers where the particles stand. */
function Spoken({ words }: { words: Words }) {
  return (
    <span className="visually-hidden" role="status">
      {useSettled(words.standing, useMoves())}
    </span>
  )
}

/** The picture of the plane: the field, the data, and the particles on their paths. */
export function Stage({ slot = 0 }: StageProps) {
  const { frame, scene } = useScene(slot)
  const pointing = usePointing(scene)
  const help = useId()
  const isParticleChosen = usePlane(({ settings }) => settings.chosen !== null)
  const words = useWords(scene, slot)
  return (
    <figure className={styles.stage}>
      <div
        ref={frame}
        className={styles.frame}
        data-chosen={isParticleChosen}
        role="group"
        tabIndex={0}
        aria-label={planeText.planeStage.stage(slot)}
        aria-describedby={help}
        {...pointing}
      >
        <FieldCanvas words={words} />
        {['points', 'trails', 'particles', 'overlay'].map((layer) => (
          <canvas key={layer} aria-hidden="true" />
        ))}
        {slot === 0 && <BrushLayer />}
      </div>
      <p id={help} className="visually-hidden">
        {planeText.planeStage.keys}
      </p>
      {slot === 0 && <Spoken words={words} />}
      <Caption scene={scene} slot={slot} words={words} />
    </figure>
  )
}
