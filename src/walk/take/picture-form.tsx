import { useState } from 'react'
import { takeText } from '../../i18n/take'
import { Choice } from '../../ui/choice'
import { Select } from '../../ui/select'
import { usePlayer, useWalk } from '../run/context'
import { sideOf } from './cells'
import { ExportBar } from './export-bar'
import { SCALES, SCALINGS, type Scale, type Scaling } from './frame-picture'
import styles from './take-dialog.module.css'
import { useExport } from './use-export'
import { makePicture, type Part, partPicture, PARTS } from './walk-pictures'

/** Saves the picture that is shown, or a part of its step. */
export function PictureForm() {
  const words = takeText.picture
  const player = usePlayer()
  const direction = useWalk(({ settings }) => settings.direction)
  const [chosenPart, setPart] = useState<Part>('main')
  const [scale, setScale] = useState<Scale>(8)
  const [scaling, setScaling] = useState<Scaling>('nearest')
  const { job, start } = useExport()
  const parts: readonly Part[] = PARTS[direction]
  const part = parts.includes(chosenPart) ? chosenPart : 'main'
  const side = useWalk((state) => {
    const picture = partPicture(player, state, part)
    return picture && scale * sideOf(picture)
  })
  return (
    <>
      <p className={styles.explain}>{words.explain}</p>
      <div className={styles.fields}>
        <Select
          name={words.part}
          value={part}
          options={parts.map((value) => ({ value, label: words.parts[value] }))}
          onChange={setPart}
        />
        <Choice
          name={words.scale}
          value={String(scale)}
          options={SCALES.map((value) => ({ value: String(value), label: words.times(value) }))}
          onChange={(value) => {
            setScale(Number(value) as Scale)
          }}
        />
        <Choice
          name={words.scaling}
          value={scaling}
          options={SCALINGS.map((value) => ({ value, label: words.scalings[value] }))}
          disabled={scale === 1}
          onChange={setScaling}
        />
      </div>
      <p className={styles.summary}>{side === undefined ? words.absent : words.size(side, side)}</p>
      <ExportBar
        save={words.save}
        disabled={side === undefined}
        job={job}
        onStart={() => {
          start(makePicture(player, part, scale, scaling))
        }}
      />
    </>
  )
}
