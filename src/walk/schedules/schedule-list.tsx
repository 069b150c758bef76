import { useMemo } from 'react'
import { RadioButton, RadioField, RadioGroup } from 'react-aria-components'
import { levelAt, logSnr } from '../../diffusion'
import { settingsText } from '../../i18n/settings'
import { schedulesText } from '../../i18n/schedules'
import { T } from '../../runs/timeline'
import { CheckIcon } from '../../ui/icons'
import { PixelCanvas } from '../../ui/pixel-canvas'
import { Words } from '../../ui/words'
import { kindOf } from '../model/make-schedules'
import { type ScheduleChoice, scheduleOf } from '../model/schedules'
import { useChosen, useModel, usePlayer, useWalk } from '../run/context'
import { watchedRun } from '../run/player'
import { usePainter } from '../run/use-painter'
import { endPainter, filmPainter, walkedBack } from './film'
import styles from './schedules.module.css'
import { middleHalf, sharesOf, trainedRange } from './shares'
import { SharesAxis, SharesStrip } from './shares-strip'

/** Pictures of a film. */
const COLUMNS = 10

function Film({ choice }: { choice: ScheduleChoice }) {
  const paint = useMemo(() => filmPainter(choice, COLUMNS), [choice])
  return (
    <PixelCanvas
      ref={usePainter(paint)}
      label={schedulesText.film}
      className={styles.film ?? ''}
      style={{ aspectRatio: COLUMNS }}
    />
  )
}

/** Where the walk back under a schedule ended, if it was taken. */
function End({ choice }: { choice: ScheduleChoice }) {
  const player = usePlayer()
  const paint = useMemo(() => endPainter(choice), [choice])
  const canvas = usePainter(paint)
  const isThere = useWalk((state) => walkedBack(player, state, choice) !== undefined)
  return (
    <span className={styles.end} data-empty={!isThere} title={isThere ? schedulesText.ended : schedulesText.notWalked}>
      <PixelCanvas ref={canvas} label={isThere ? schedulesText.ended : schedulesText.notWalked} />
    </span>
  )
}

/** Log-SNR at the playhead, of the walk that is on. */
function useHere(): number {
  const player = usePlayer()
  return useWalk(({ settings }) => {
    const { process } = scheduleOf(settings)
    const t = settings.direction === 'forward' ? settings.t : (watchedRun(player).times[settings.frame] ?? T)
    return logSnr(levelAt(process, t))
  })
}

/** The strip of the chosen schedule, with the playhead on it. */
function ChosenStrip(props: Omit<Parameters<typeof SharesStrip>[0], 'here'>) {
  return <SharesStrip {...props} here={useHere()} />
}

function Row({ choice }: { choice: ScheduleChoice }) {
  const settings = useChosen()
  const { training } = useModel()
  const { schedule } = scheduleOf({ ...settings, schedule: choice })
  const strip = useMemo(() => ({ shares: sharesOf(schedule), trained: trainedRange(training) }), [schedule, training])
  const title = settingsText.levels.scheduleTitles[kindOf(choice)]
  return (
    <RadioField
      value={choice}
      aria-label={schedulesText.row(title, ...middleHalf(schedule))}
      className={styles.field ?? ''}
    >
      <RadioButton className={styles.row ?? ''}>
        <span className={styles.name}>
          <span className={styles.check} aria-hidden="true">
            <CheckIcon />
          </span>
          {title}
        </span>
        <Film choice={choice} />
        {choice === settings.schedule ? <ChosenStrip {...strip} /> : <SharesStrip {...strip} />}
        <End choice={choice} />
      </RadioButton>
    </RadioField>
  )
}

interface ScheduleListProps {
  choices: readonly ScheduleChoice[]
  onChoose: (choice: ScheduleChoice) => void
}

/** All schedules below one another, each with its way into noise, where its steps go, and where a walk back ended; one is chosen. */
export function ScheduleList({ choices, onChoose }: ScheduleListProps) {
  const { schedule } = useChosen()
  const words = schedulesText
  return (
    <RadioGroup
      className={styles.list ?? ''}
      aria-label={words.list}
      value={schedule}
      onChange={(next) => {
        onChoose(next as ScheduleChoice)
      }}
    >
      <div className={styles.heads}>
        <span />
        <span>
          <Words>{words.film}</Words>
        </span>
        <span>
          <Words>{words.shares}</Words>
          <SharesAxis />
        </span>
        <span>{words.ends}</span>
      </div>
      {choices.map((choice) => (
        <Row key={kindOf(choice)} choice={choice} />
      ))}
    </RadioGroup>
  )
}
