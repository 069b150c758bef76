import { useEffect, useRef } from 'react'
import { lessonsText } from '../../i18n/lessons'
import { paintPicture } from '../../ui/paint'
import { PixelCanvas } from '../../ui/pixel-canvas'
import { createForward } from '../../walk/model/forward'
import { modelOf } from '../../walk/model/models'
import { pictureValues } from '../../walk/model/pictures'
import { toBytes } from '../../walk/model/pixels'
import type { Player } from '../../walk/run/player'
import styles from './teacher.module.css'

/** The moments of the printed walk. */
const TIMES = [0, 200, 400, 600, 800, 1000]

function Picture({ bytes, player, t }: { bytes: Uint8ClampedArray; player: Player; t: number }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const { channels, size } = modelOf(player.store.getState().settings)
    if (canvas.current) paintPicture(canvas.current, bytes, { channels, size })
  }, [bytes, player])
  const name = lessonsText.teacher.at(t)
  return (
    <figure>
      <PixelCanvas ref={canvas} label={name} />
      <figcaption>{name}</figcaption>
    </figure>
  )
}

/** The picture on the screen on its way into noise, computed here; nothing where no picture is there. */
export function HandoutWalk({ player }: { player: Player | undefined }) {
  if (!player) return null
  const { settings } = player.store.getState()
  const x0 = pictureValues(settings.picture, player.gallery)
  if (!x0) return null
  const forward = createForward()
  return (
    <section>
      <h3>{lessonsText.teacher.walk}</h3>
      <div className={styles.walk}>
        {TIMES.map((t) => (
          <Picture key={t} t={t} player={player} bytes={toBytes(forward(x0, settings, t).xt, 1)} />
        ))}
      </div>
    </section>
  )
}
