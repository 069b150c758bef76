import { type Drawing, levelAt, logSnr } from '../../diffusion'
import { settingsText } from '../../i18n/settings'
import { schedulesText } from '../../i18n/schedules'
import { T } from '../../runs/timeline'
import { Words } from '../../ui/words'
import { type ChartLine, LineChart } from '../inspect/line-chart'
import { kindOf } from '../model/make-schedules'
import { type ScheduleChoice, scheduleOf } from '../model/schedules'
import { useChosen, useModel, usePlayer, useWalk } from '../run/context'
import { watchedRun } from '../run/player'
import { CurvePad } from './curve-pad'
import { scales, type ScaleName } from './scale'
import styles from './schedules.module.css'
import { EDGE, trainedRange } from './shares'

/** A schedule as a line of both charts. */
interface Shown {
  readonly choice: ScheduleChoice
  readonly look: number
  /** The t at which its name stands beside it, and of which other line it keeps clear there. */
  readonly named: number
  readonly beside: ScheduleChoice
}

/** The t at the playhead of the walk that is on. */
const usePlayhead = (): number => {
  const player = usePlayer()
  return useWalk(({ settings }) =>
    settings.direction === 'forward' ? settings.t : (watchedRun(player).times[settings.frame] ?? T),
  )
}

const places = Array.from({ length: 201 }, (_, i) => (i * T) / 200)

function useLines(shownSchedules: readonly Shown[], scale: ScaleName, here: number): readonly ChartLine[] {
  const settings = useChosen()
  const { of } = scales[scale]
  const lambdaOf = (schedule: ScheduleChoice, t: number) =>
    logSnr(levelAt(scheduleOf({ ...settings, schedule }).process, t))
  return shownSchedules.flatMap(({ choice, look, named, beside }) => {
    const at = (t: number) => [t, of(lambdaOf(choice, t))] as const
    const below = lambdaOf(choice, named) < lambdaOf(beside, named)
    const name = settingsText.levels.scheduleTitles[kindOf(choice)]
    const strong = choice === settings.schedule
    return [
      { name, look, named: { x: named, below }, strong, spots: places.map(at) },
      { name: `${name} ${schedulesText.here}`, look, strong, spots: [at(here)] },
    ]
  })
}

interface CurvesProps {
  /** The last schedule that was drawn. */
  readonly drawn: ScheduleChoice | undefined
  /** What a stroke begins with. */
  readonly drawing: Drawing
  readonly onDraw: (drawing: Drawing) => void
  readonly onLine: (line: readonly (number | undefined)[]) => void
}

/** ᾱ and log-SNR of the chosen schedule, the network's own and the drawn one, with the playhead on them; on both one can draw. */
export function Curves({ drawn: drawnSchedule, ...pad }: CurvesProps) {
  const { schedule } = useChosen()
  const { training } = useModel()
  const here = usePlayhead()
  const shownSchedules: readonly Shown[] = [
    { choice: 'own', look: 0, named: 0.45 * T, beside: schedule },
    ...(schedule === 'own' || schedule === drawnSchedule
      ? []
      : [{ choice: schedule, look: 1, named: 0.45 * T, beside: 'own' as const }]),
    ...(drawnSchedule ? [{ choice: drawnSchedule, look: 2, named: 0.8 * T, beside: 'own' as const }] : []),
  ]
  const alphaBar = useLines(shownSchedules, 'alphaBar', here)
  const lambda = useLines(shownSchedules, 'logSnr', here)
  const words = schedulesText
  const [cleanest, noisiest] = trainedRange(training)
  const x = { name: words.time, low: 0, high: T }
  const marks = [{ x: here, name: words.here }]
  return (
    <div className={styles.curves}>
      <CurvePad scale="alphaBar" {...pad}>
        <LineChart
          label={words.charts.alphaBar}
          lines={alphaBar}
          x={x}
          y={{ name: words.alphaBar, range: [0, 1] }}
          marks={marks}
          height={190}
        />
      </CurvePad>
      <CurvePad scale="logSnr" {...pad}>
        <LineChart
          label={words.charts.logSnr}
          lines={lambda}
          x={x}
          y={{ name: words.logSnr, range: [-EDGE, EDGE] }}
          marks={marks}
          floors={[
            { y: cleanest, name: words.trained.cleanest },
            { y: noisiest, name: words.trained.noisiest },
          ].filter(({ y }) => Math.abs(y) < EDGE)}
          height={190}
        />
      </CurvePad>
      <Readings shownSchedules={shownSchedules} here={here} />
    </div>
  )
}

/** ᾱ and log-SNR of each at the playhead, as numbers. */
function Readings({ shownSchedules, here }: { shownSchedules: readonly Shown[]; here: number }) {
  const settings = useChosen()
  const words = schedulesText
  return (
    <div className={styles.readings}>
      <strong>
        <Words>{words.at(here)}</Words>
      </strong>
      <ul>
        {shownSchedules.map(({ choice }) => {
          const at = levelAt(scheduleOf({ ...settings, schedule: choice }).process, here)
          const name = settingsText.levels.scheduleTitles[kindOf(choice)]
          return (
            <li key={choice}>
              <Words>{words.reading(name, at.signal ** 2, logSnr(at))}</Words>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
