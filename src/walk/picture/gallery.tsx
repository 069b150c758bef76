import { useEffect, useRef } from 'react'
import { Label, RadioButton, RadioField, RadioGroup } from 'react-aria-components'
import { text } from '../../i18n'
import { paintPicture, type PictureShape } from '../../ui/paint'
import { pictureTitle } from '../model/class-words'
import { useModel, usePlayer, useWalk } from '../run/context'
import styles from './gallery.module.css'
import { FIRST, isOwn } from '../model/models'
import { patchSettings } from '../run/player'

function Thumb({ bytes, shape }: { bytes: Uint8Array; shape: PictureShape }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    if (canvas.current) paintPicture(canvas.current, new Uint8ClampedArray(bytes), shape)
  }, [bytes, shape])
  return <canvas ref={canvas} width={shape.size} height={shape.size} aria-hidden="true" />
}

/** A choice of one among the starter pictures, all in sight. */
export function Gallery() {
  const player = usePlayer()
  useWalk(({ pictures }) => pictures) // renders again when the gallery arrives
  const picture = useWalk(({ settings }) => settings.picture)
  const model = useModel()
  const { gallery } = player
  return (
    <RadioGroup
      className={styles.gallery ?? ''}
      orientation="horizontal"
      value={picture.kind === 'gallery' ? String(picture.index) : null}
      onChange={(value) => {
        patchSettings(player, { picture: { kind: 'gallery', index: Number(value) } })
      }}
    >
      <Label className={styles.name ?? ''}>
        {text.forward.picture} ·{' '}
        {picture.kind === 'own' ? text.forward.own : (text.forward.galleries[model.samples] ?? '')}
      </Label>
      <div className={styles.tiles}>
        {gallery?.bytes.map((bytes, index) => (
          <RadioField
            key={index}
            value={String(index)}
            aria-label={pictureTitle((isOwn(model.id) ? FIRST : model).menus, gallery.labels[index] ?? null)}
          >
            <RadioButton className={styles.tile ?? ''}>
              <Thumb bytes={bytes} shape={model} />
            </RadioButton>
          </RadioField>
        ))}
      </div>
    </RadioGroup>
  )
}
