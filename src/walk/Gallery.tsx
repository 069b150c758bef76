import { useEffect, useRef } from 'react'
import { Label, RadioButton, RadioField, RadioGroup } from 'react-aria-components'
import { text } from '../i18n'
import { paintGrey } from '../ui/paint'
import { usePlayer, useWalk } from './context'
import styles from './Gallery.module.css'
import { patchSettings } from './player'
import { SIZE } from './settings'

function Thumb({ bytes }: { bytes: Uint8Array }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    if (canvas.current) paintGrey(canvas.current, new Uint8ClampedArray(bytes), SIZE)
  }, [bytes])
  return <canvas ref={canvas} width={SIZE} height={SIZE} aria-hidden="true" />
}

/** The starter pictures: a choice of one, all in sight. */
export function Gallery() {
  const player = usePlayer()
  useWalk(({ pictures }) => pictures) // the gallery may arrive
  const picture = useWalk(({ settings }) => settings.picture)
  const { gallery } = player
  return (
    <RadioGroup
      className={styles.gallery ?? ''}
      orientation="horizontal"
      value={picture.kind === 'gallery' ? String(picture.index) : null}
      onChange={(value) => { patchSettings(player, { picture: { kind: 'gallery', index: Number(value) } }) }}
    >
      <Label className={styles.name ?? ''}>{text.forward.picture} · {picture.kind === 'own' ? text.forward.own : text.forward.gallery}</Label>
      <div className={styles.tiles}>
        {gallery?.bytes.map((bytes, index) => (
          <RadioField key={index} value={String(index)} aria-label={text.forward.galleryItem(String(gallery.labels[index]))}>
            <RadioButton className={styles.tile ?? ''}><Thumb bytes={bytes} /></RadioButton>
          </RadioField>
        ))}
      </div>
    </RadioGroup>
  )
}
