import { useMemo, useState } from 'react'
import { raceText } from '../../i18n/race'
import { settingsText } from '../../i18n/settings'
import { pageLink } from '../../shell/page-link'
import { Button } from '../../ui/button'
import type { Settings } from '../model/settings'
import { ProgramDialog } from '../python/program-dialog'
import { lanesWithoutProgram, raceProgram } from '../python/python-race'
import { usePlayer } from '../run/context'
import { writeLink } from '../run/link'
import styles from './race.module.css'

const shelfAddress = (model: string) => new URL(`${import.meta.env.BASE_URL}models/${model}/`, document.baseURI).href

/** Shows all lanes as one Python program, and says which lanes it cannot express. @param planned what each lane walks */
export function RacePython({ planned, titles }: { planned: readonly Settings[]; titles: readonly string[] }) {
  const words = raceText.python
  const player = usePlayer()
  const [program, setProgram] = useState<string>()
  const lanes = useMemo(() => planned.map((settings, i) => ({ settings, title: titles[i] ?? '' })), [planned, titles])
  const lacking = useMemo(() => lanesWithoutProgram(lanes), [lanes])
  return (
    <div className={styles.buttons}>
      <Button
        name={words.open}
        explain={words.openExplain}
        disabled={lacking.length === lanes.length}
        onPress={() => {
          const link = pageLink(writeLink(player.store.getState().settings))
          setProgram(raceProgram({ lanes, url: shelfAddress, link }))
        }}
      />
      {lacking.map(({ place, title, reason }) => (
        <p key={place} className={styles.note}>
          {words.leftOut(place, title, settingsText.python.lacking[reason])}
        </p>
      ))}
      <ProgramDialog
        program={program}
        file="race.py"
        words={words}
        onClose={() => {
          setProgram(undefined)
        }}
      />
    </div>
  )
}
