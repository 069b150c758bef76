import { useStore } from 'zustand'
import { faultText } from '../../i18n'
import { raceText } from '../../i18n/race'
import { takeText } from '../../i18n/take'
import { lastRecorded } from '../../runs/run'
import { Button } from '../../ui/button'
import { useExport } from '../take/use-export'
import { useRace, useRaceState } from './context'
import styles from './race.module.css'
import { makeRaceSheet } from './sheet'

/** Saves what the lanes have walked on one page. */
export function SaveSheet({ titles }: { titles: readonly string[] }) {
  const race = useRace()
  const { job, start } = useExport()
  const { status, result, fault } = useStore(job.store)
  const isEmpty = useRaceState(({ lanes }) => lanes.every(({ run }) => lastRecorded(run) < 1))
  const { saved } = result
  return (
    <div className={styles.buttons}>
      <Button
        name={raceText.sheet.save}
        explain={raceText.sheet.saveExplain}
        disabled={isEmpty || status === 'running'}
        onPress={() => {
          start(makeRaceSheet(race.store.getState().lanes, titles))
        }}
      />
      <span role="status" className={styles.note}>
        {fault ? faultText(fault.code, fault.details) : saved && takeText.saved(saved.name, saved.bytes)}
      </span>
    </div>
  )
}
