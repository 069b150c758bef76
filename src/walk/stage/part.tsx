import type { ReactNode } from 'react'
import { paintPicture } from '../../ui/paint'
import { PixelCanvas } from '../../ui/pixel-canvas'
import styles from './part.module.css'
import type { Player } from '../run/player'
import { modelOf } from '../model/models'
import type { Shown } from '../run/shown'
import type { WalkState } from '../run/store'
import { usePainter } from '../run/use-painter'
import { Words } from '../../ui/words'

interface PartProps {
  name: string
  explain: ReactNode
  /** Must be the same function at every render: a part of a module, not made in place. */
  paint: (canvas: HTMLCanvasElement, player: Player, state: WalkState) => void
  tone?: 'signal' | 'noise'
}

/** A painter of one part; kept by the module that names it, so that it is the same function at every render. */
export const painterOf =
  (read: (player: Player, state: WalkState) => Shown | undefined) =>
  (canvas: HTMLCanvasElement, player: Player, state: WalkState): void => {
    const shown = read(player, state)
    paintPicture(canvas, shown?.bytes, shown?.shape ?? modelOf(state.settings), shown?.samples)
  }

/** A small picture beside the large one, with its name and what it is. */
export function Part({ name, explain, paint, tone }: PartProps) {
  const canvas = usePainter(paint)
  return (
    <figure className={styles.part} data-tone={tone}>
      <div className={styles.frame}>
        <PixelCanvas ref={canvas} label={name} />
      </div>
      <figcaption>
        <strong>
          <Words>{name}</Words>
        </strong>
        <span>{explain}</span>
      </figcaption>
    </figure>
  )
}
