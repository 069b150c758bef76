import { integer } from '../../i18n/format/numbers'
import { schedulesText } from '../../i18n/schedules'
import { settingsText } from '../../i18n/settings'
import { SaveSvg } from '../../shell/save-plot'
import { kindOf } from '../model/make-schedules'
import { type ScheduleChoice, scheduleOf } from '../model/schedules'
import { useChosen, useModel } from '../run/context'
import { sharesOf, trainedRange } from './shares'
import { sharesPlot } from './shares-plot'

/** Saves the strips of these schedules as one plot. */
export function SaveShares({ choices }: { choices: readonly ScheduleChoice[] }) {
  const settings = useChosen()
  const { training } = useModel()
  const write = () =>
    sharesPlot({
      title: schedulesText.shares,
      rows: choices.map((choice) => {
        const shares = sharesOf(scheduleOf({ ...settings, schedule: choice }).schedule)
        const title = settingsText.levels.scheduleTitles[kindOf(choice)]
        return { title, shares, peak: schedulesText.peak(Math.max(...shares)), trained: trainedRange(training) }
      }),
      label: integer,
      link: location.href,
    })
  return <SaveSvg name={schedulesText.shares} write={write} />
}
