import { laterText } from '../i18n/later'
import { settingsText } from '../i18n/settings'
import { PrintedFooter, OnPaper } from '../shell/on-paper'
import { T } from '../runs/timeline'
import { kindOf } from './model/make-schedules'
import { classTitle, networkTitle } from './model/class-words'
import { useModel, useWalk } from './run/context'
import { writeLink } from './run/link'
import type { WalkState } from './run/store'

function sentencesOf({ settings, run }: WalkState, title: string, askedClass: string): string[] {
  const words = laterText.print
  const { direction, t, seed, frame, sampler, process, guidance } = settings
  const schedule = settingsText.levels.scheduleTitles[kindOf(settings.schedule)]
  if (direction === 'forward') return [words.forward(t, T, seed), words.schedule(schedule)]
  const titles = { sampler: settingsText.samplers.titles[sampler], process: settingsText.levels.processTitles[process] }
  return [
    words.reverse({ ...titles, frame, total: run.total, seed }),
    words.asked(title, askedClass, guidance),
    words.schedule(schedule),
  ]
}

function Settings() {
  const state = useWalk((state) => state)
  const { id, menus } = useModel()
  const { engine, settings } = state
  const title = engine.status === 'ready' ? networkTitle(id, engine.ready.card) : id
  return (
    <PrintedFooter
      sentences={sentencesOf(state, title, classTitle(menus, settings.label))}
      fragment={writeLink(settings)}
    />
  )
}

/** The settings at the foot of a printed page. */
export const Printed = () => (
  <OnPaper>
    <Settings />
  </OnPaper>
)
