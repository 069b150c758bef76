import { text } from '../../i18n'
import { raceText } from '../../i18n/race'
import { Button } from '../../ui/button'
import { Range } from '../../ui/range'
import { moveTo, pause, play, stop } from './actions'
import { useRace, useRaceState } from './context'
import styles from './race.module.css'
import type { Activity } from './store'

/** Places of the playhead. */
const PLACES = 1000

function statusOf(activity: Activity): string {
  const words = raceText.status
  switch (activity.kind) {
    case 'loads':
      return words.loads(text.networks[activity.model] ?? activity.model)
    case 'follows':
      return words.follows(activity.done, activity.all)
    default:
      return words[activity.kind]
  }
}

/** The playhead of all lanes, and the buttons that move it. */
export function RaceTransport() {
  const race = useRace()
  const playing = useRaceState((state) => state.playing)
  const place = useRaceState(({ share }) => Math.round(share * PLACES))
  const activity = useRaceState((state) => state.activity)
  const wasLost = useRaceState((state) => state.wasLost)
  const words = raceText
  return (
    <div className={styles.transport}>
      <div className={styles.buttons}>
        <Button
          kind="primary"
          name={playing ? words.pause : words.play}
          explain={playing ? words.pauseExplain : words.playExplain}
          onPress={() => {
            if (playing) pause(race)
            else play(race)
          }}
        />
        <Button
          name={words.restart}
          explain={words.restartExplain}
          onPress={() => {
            moveTo(race, 0)
          }}
        />
        <Button
          name={words.stop}
          explain={words.stopExplain}
          onPress={() => {
            stop(race)
          }}
        />
        <span role="status" className={styles.note} data-activity={activity.kind}>
          {wasLost ? words.lost : statusOf(activity)}
        </span>
      </div>
      <div className={styles.playhead}>
        <Range
          name={words.playhead}
          value={place}
          min={0}
          max={PLACES}
          step={1}
          format={(at) => words.share(at / PLACES)}
          onChange={(at) => {
            moveTo(race, at / PLACES)
          }}
        />
      </div>
    </div>
  )
}
