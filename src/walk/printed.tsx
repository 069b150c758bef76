import { asChosen, fixed, text } from '../i18n'
import { settingsText } from '../i18n/settings'
import { PrintedFooter, OnPaper } from '../shell/printed'
import { T } from '../runs/timeline'
import { classTitle } from './model/class-words'
import { useModel, useWalk } from './run/context'
import { writeLink } from './run/link'
import type { WalkState } from './run/store'

const words = text.print

function sentencesOf({ settings, run }: WalkState, title: string, askedClass: string): string[] {
  const { direction, t, seed, frame, sampler, process, guidance } = settings
  if (direction === 'forward') return [words.forward(fixed(t, 0), fixed(T, 0), fixed(seed, 0))]
  const titles = { sampler: settingsText.samplers.titles[sampler], process: settingsText.levels.processTitles[process] }
  return [
    words.reverse({ ...titles, frame: fixed(frame, 0), total: fixed(run.total, 0), seed: fixed(seed, 0) }),
    words.asked(title, askedClass, asChosen(guidance)),
  ]
}

function Settings() {
  const state = useWalk((whole) => whole)
  const { id, menus } = useModel()
  const { engine, settings } = state
  const title = engine.status === 'ready' ? engine.ready.card.title : id
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
