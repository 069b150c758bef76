import { laterText } from '../../i18n/later'
import { settingsText } from '../../i18n/settings'
import { T } from '../../runs/timeline'
import { classTitle, networkTitle } from '../model/class-words'
import { kindOf } from '../model/make-schedules'
import { modelOf } from '../model/models'
import type { WalkState } from '../run/store'

/** The settings of the walk that is on, in sentences. */
export function sentencesOf({ settings, run, engine }: WalkState): string[] {
  const words = laterText.print
  const { direction, t, seed, frame, sampler, process, guidance } = settings
  const schedule = settingsText.levels.scheduleTitles[kindOf(settings.schedule)]
  if (direction === 'forward') return [words.forward(t, T, seed), words.schedule(schedule)]
  const { id, menus } = modelOf(settings)
  const title = engine.status === 'ready' ? networkTitle(id, engine.ready.card) : id
  const titles = { sampler: settingsText.samplers.titles[sampler], process: settingsText.levels.processTitles[process] }
  const until = settings.past.at(-1)?.until
  return [
    ...(until === undefined ? [] : [words.branch(until)]),
    words.reverse({ ...titles, frame, total: run.total, seed }),
    words.asked(title, classTitle(menus, settings.label), guidance),
    words.schedule(schedule),
  ]
}
