import type { ReactNode } from 'react'
import { paintPicture } from '../../ui/paint'
import { PixelCanvas } from '../../ui/pixel-canvas'
import styles from './part.module.css'
import type { Player } from '../run/player'
import { modelOf } from '../model/models'
import type { StagePicture } from '../run/stage-pictures'
import type { WalkState } from '../run/store'
import { usePainter } from '../run/use-painter'
import { Words } from '../../ui/words'

interface PartProps {
  name: string
  explain: ReactNode
  /** Must be the same function at every render, so define it in a module and not in a component. */
  paint: (canvas: HTMLCanvasElement, player: Player, state: WalkState) => void
  tone?: 'signal' | 'noise'
}

/** Makes the painter of one part. Call it once, in a module, so that the painter is the same function at every render. */
export const painterOf =
  (read: (player: Player, state: WalkState) => StagePicture | undefined) =>
  (canvas: HTMLCanvasElement, player: Player, state: WalkState): void => {
    const picture = read(player, state)
    paintPicture(canvas, picture?.bytes, picture?.shape ?? modelOf(state.settings), picture?.samples)
  }

/** A small picture beside the large one, with its name and an explanation. */
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
