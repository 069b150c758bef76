import { useMemo, useState } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { raceText } from '../../i18n/race'
import { Words } from '../../ui/words'
import { usePlayer } from '../run/context'
import { LANES, RaceContext, useRaceState } from './context'
import { FlowView } from './flow-view'
import { LaneView } from './lane-view'
import { Measured } from './measured'
import { Presets, RaceControls } from './race-controls'
import { RaceTransport } from './race-transport'
import { RacePython } from './race-python'
import styles from './race.module.css'
import { followSettings } from './settings'
import { SaveSheet } from './save-sheet'
import { raceOf } from './store'
import { titlesOf } from './titles'

function Lanes() {
  const planned = useRaceState(useShallow(({ lanes }) => lanes.map(({ run }) => run.settings)))
  const ids = useRaceState(useShallow(({ lanes }) => lanes.map(({ id }) => id)))
  const titles = useMemo(() => titlesOf(planned), [planned])
  if (ids.length === 0) return <p className={styles.empty}>{raceText.empty}</p>
  return (
    <>
      <RaceControls titles={titles} />
      <RaceTransport />
      <div
        id={LANES}
        tabIndex={-1}
        role="group"
        aria-label={raceText.lanes}
        className={styles.lanes}
        data-lanes={ids.length}
      >
        {ids.map((id, place) => (
          <LaneView key={id} id={id} place={place} title={titles[place] ?? ''} />
        ))}
      </div>
      <SaveSheet titles={titles} />
      <RacePython planned={planned} titles={titles} />
      <FlowView titles={titles} />
      <Measured />
    </>
  )
}

/** Several walks from the same noise, side by side under one playhead. */
export function Race() {
  const player = usePlayer()
  const [race] = useState(() => followSettings(raceOf(player)))
  return (
    <RaceContext value={race}>
      <div className={styles.race}>
        <p className={styles.intro}>
          <Words>{raceText.intro}</Words>
        </p>
        <Presets />
        <Lanes />
      </div>
    </RaceContext>
  )
}
