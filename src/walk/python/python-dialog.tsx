import { useState } from 'react'
import { settingsText } from '../../i18n/settings'
import { Button } from '../../ui/button'
import { useChosen, usePlayer } from '../run/context'
import { writeLink } from '../run/link'
import { pictureValues } from '../model/pictures'
import { toBytes, toText } from '../model/pixels'
import { type Player, watchedRun } from '../run/player'
import styles from './python-dialog.module.css'
import { ProgramDialog } from './program-dialog'
import { noProgram, pythonProgram } from './python-program'

/** The program that makes the shown frame; undefined if the run's picture has not arrived. */
function programOf(player: Player): string | undefined {
  const { settings } = player.store.getState()
  const x0 = typeof settings.from === 'number' ? pictureValues(settings.picture, player.gallery) : new Float32Array()
  if (!x0) return undefined
  return pythonProgram({
    settings,
    path: watchedRun(player),
    frame: settings.frame === 0 ? watchedRun(player).levels.length - 1 : settings.frame,
    picture: toText(new Uint8Array(toBytes(x0, 1))),
    url: (model) => new URL(`${import.meta.env.BASE_URL}models/${model}/`, document.baseURI).href,
    link: new URL(writeLink(settings) || '#', location.href).href,
  })
}

/** The button and dialog that show the walk as a short Python program. If there is none for it, the button says why. */
export function PythonDialog() {
  const words = settingsText.python
  const player = usePlayer()
  const [program, setProgram] = useState<string>()
  const reason = noProgram({ ...useChosen(), frame: 0 })
  return (
    <div className={styles.opener}>
      <Button
        name={words.open}
        explain={words.openExplain}
        disabled={reason !== undefined}
        onPress={() => {
          setProgram(programOf(player))
        }}
      />
      <p>{reason ? words.lacking[reason] : words.exact}</p>
      <ProgramDialog
        program={program}
        file="walk.py"
        words={words}
        onClose={() => {
          setProgram(undefined)
        }}
      />
    </div>
  )
}
