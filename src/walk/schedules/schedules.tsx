import { useState } from 'react'
import { type Drawing, drawingFaults, level, levelAt, logSnr, mendedDrawing } from '../../diffusion'
import { schedulesText } from '../../i18n/schedules'
import { settingsText } from '../../i18n/settings'
import { T } from '../../runs/timeline'
import { UndoButtons } from '../../shell/undo-buttons'
import { Words } from '../../ui/words'
import { pathOf } from '../model/path'
import { choiceOf, drawingOf, DRAWN_POINTS, kindOf, NAMED_SCHEDULES } from '../model/make-schedules'
import { type ScheduleChoice, scheduleOf } from '../model/schedules'
import { useModel, usePlayer } from '../run/context'
import { walkHistory } from '../run/undo'
import { useFields } from '../run/use-fields'
import { Curves } from './curves'
import { SaveShares } from './save-shares'
import { ScheduleList } from './schedule-list'
import styles from './schedules.module.css'
import { beyondTraining, middleHalf } from './shares'

/** From this ᾱ_T on, what a walk back begins with is visibly not what belongs there. */
const MOST_LEFT = 1e-3

/** The last schedule that was drawn, also after another was chosen. */
function useDrawn(schedule: ScheduleChoice): ScheduleChoice | undefined {
  const [drawnSchedule, setDrawn] = useState<ScheduleChoice>()
  const isDrawn = drawingOf(schedule) !== undefined
  if (isDrawn && schedule !== drawnSchedule) setDrawn(schedule)
  return isDrawn ? schedule : drawnSchedule
}

/** What a stroke begins with: the drawn schedule, or the chosen one as a drawing would have it. */
function useDrawing(): Drawing {
  const { settings } = useFields()
  const { process } = scheduleOf(settings)
  return (
    drawingOf(settings.schedule) ??
    mendedDrawing(
      Array.from({ length: DRAWN_POINTS }, (_, i) => logSnr(levelAt(process, (T * (i + 1)) / DRAWN_POINTS))),
    )
  )
}

/** What the chosen schedule is, where its steps go, and whether the network knows all of that. */
function Facts() {
  const { settings } = useFields()
  const { training } = useModel()
  const { schedule } = scheduleOf(settings)
  const { levels } = pathOf({ ...settings, from: 'noise' })
  const { signal } = level(schedule, T)
  const words = schedulesText
  return (
    <div className={styles.facts} aria-live="polite">
      <p>
        <Words>{words.explain[kindOf(settings.schedule)]}</Words> <Words>{words.half(...middleHalf(schedule))}</Words>
      </p>
      {signal ** 2 > MOST_LEFT && (
        <p>
          <Words>{words.terminal(signal ** 2, signal)}</Words>
        </p>
      )}
      <p>
        <Words>{settingsText.levels.beyond(beyondTraining(levels, training), levels.length - 1)}</Words>
      </p>
    </div>
  )
}

/** Chooses the schedule of both walks among the published ones, or draws one. */
export function Schedules() {
  const player = usePlayer()
  const { settings, set } = useFields()
  const drawnSchedule = useDrawn(settings.schedule)
  const drawing = useDrawing()
  const [line, setLine] = useState<readonly (number | undefined)[]>([])
  const words = schedulesText
  const choose = (schedule: ScheduleChoice) => {
    setLine([])
    set({ schedule })
  }
  const choices: readonly ScheduleChoice[] = ['own', ...NAMED_SCHEDULES, ...(drawnSchedule ? [drawnSchedule] : [])]
  const faults = kindOf(settings.schedule) === 'drawn' ? drawingFaults(line) : []
  return (
    <div className={styles.schedules}>
      <p className={styles.intro}>
        <Words>{words.intro}</Words>
      </p>
      <div className={styles.choice}>
        <ScheduleList choices={choices} onChoose={choose} />
        <div className={styles.below}>
          <p className={styles.knows}>
            <i aria-hidden="true" />
            <Words>{words.knows}</Words>
          </p>
          <SaveShares choices={choices} />
        </div>
        <Facts />
      </div>
      <div className={styles.drawing}>
        <div className={styles.head}>
          <h3>{words.draw.title}</h3>
          <UndoButtons history={walkHistory(player)} />
        </div>
        <p className={styles.how}>{words.draw.how}</p>
        <Curves
          drawn={drawnSchedule}
          drawing={drawing}
          onDraw={(next) => {
            set({ schedule: choiceOf(next) })
          }}
          onLine={setLine}
        />
        <p className={styles.mended} aria-live="polite">
          {faults.map((fault) => words.draw.mended[fault]).join(' ')}
        </p>
      </div>
    </div>
  )
}
