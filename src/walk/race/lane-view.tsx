import { useState } from 'react'
import { faultText } from '../../i18n'
import { raceText } from '../../i18n/race'
import { lastRecorded, stepsOf } from '../../runs/run'
import { Button } from '../../ui/button'
import { focusOn } from '../../ui/focus-on'
import { Disclosure } from '../../ui/disclosure'
import { showStage } from '../run/show-stage'
import { openInWalk, removeLane } from './actions'
import { LANES, useRace, useRaceState } from './context'
import { totalEvaluations } from './evaluations'
import { distanceAt, flowKey, followsFlow } from './flow'
import { LaneFields } from './lane-fields'
import { LaneFilm, LanePicture } from './lane-picture'
import { frameAt, type Lane, msAt } from './lanes'
import styles from './race.module.css'

/** What a lane has spent where the playhead stands, and how far it is from the exact flow there. */
function Facts({ lane: { run }, frame }: { lane: Lane; frame: number }) {
  const words = raceText.facts
  const flow = useRaceState(({ flows }) => (followsFlow(run) ? flows[flowKey(run)] : undefined))
  const distance = distanceAt(run, frame, flow)
  const evaluations = run.frames[frame]?.nfe ?? 0
  const rows = [
    { key: 'nfe', name: words.evaluations, value: words.of(evaluations, totalEvaluations(run.settings)) },
    { key: 'step', name: words.step, value: words.of(frame, stepsOf(run)) },
    { key: 'ms', name: words.ms, value: words.milliseconds(msAt(run, frame)) },
    ...(flow
      ? [
          {
            key: 'distance',
            name: words.distance,
            value: distance === undefined ? words.none : words.distanceOf(distance),
          },
        ]
      : []),
  ]
  return (
    <dl className={styles.facts} data-nfe={evaluations} data-recorded={lastRecorded(run)}>
      {rows.map(({ key, name, value }) => (
        <div key={key}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Gives a lane's settings to the walk, shows it, and says how what was there comes back. */
function OpenInWalk({ lane }: { lane: Lane }) {
  const race = useRace()
  const [opened, setOpened] = useState<Lane['run']>()
  const words = raceText
  return (
    <>
      <Button
        name={words.open}
        explain={words.openExplain}
        onPress={() => {
          openInWalk(race, lane)
          showStage()
          setOpened(lane.run)
        }}
      />
      <span className={styles.note} aria-live="polite">
        {opened === lane.run && words.opened}
      </span>
    </>
  )
}

/** One lane: its picture where the playhead stands, its film, what it has spent, and its controls. */
export function LaneView({ id, place, title }: { id: number; place: number; title: string }) {
  const race = useRace()
  const lane = useRaceState(({ lanes }) => lanes.find((each) => each.id === id))
  const frame = useRaceState(({ share }) => (lane ? frameAt(lane.run, share) : 0))
  const isLast = useRaceState(({ lanes }) => lanes.length <= 2)
  const words = raceText
  if (!lane) return null
  const { run, refused, fault } = lane
  const why = refused ? words.refused : fault && faultText(fault.code, fault.details)
  return (
    <section className={styles.lane} aria-label={words.title.lane(place + 1, title)} data-lane={place}>
      <h4 data-look={place}>
        <svg width="26" height="8" aria-hidden="true">
          <polyline points="0,4 26,4" />
        </svg>
        {title}
      </h4>
      <LanePicture run={run} frame={frame} label={words.picture(title, run.frames[frame]?.nfe ?? 0)} />
      <div className={styles.beside}>
        <LaneFilm run={run} label={words.film(title)} />
        <Facts lane={lane} frame={frame} />
        {why && (
          <p className={styles.fault} role="status">
            {why}
          </p>
        )}
        <Disclosure name={words.change}>
          <LaneFields lane={lane} />
          <div className={styles.buttons}>
            <OpenInWalk lane={lane} />
            <Button
              name={words.remove}
              explain={words.removeExplain}
              disabled={isLast}
              onPress={() => {
                focusOn(LANES)
                removeLane(race, lane.id)
              }}
            />
          </div>
        </Disclosure>
      </div>
    </section>
  )
}
