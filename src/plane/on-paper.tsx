import { laterText } from '../i18n/later'
import { settingsText } from '../i18n/settings'
import { planeText } from '../i18n/plane'
import { PrintedFooter, OnPaper } from '../shell/on-paper'
import { T } from '../runs/timeline'
import { usePlane } from './context'
import { writeLink } from './link'
import type { PlaneState } from './store'

function dataTitle({ points }: PlaneState['settings']): string {
  const { distributions, textShown, ownShown } = planeText.planeData
  return points.kind === 'distribution'
    ? (distributions[points.id] ?? points.id)
    : points.kind === 'text'
      ? textShown
      : ownShown
}

function sentencesOf({ settings, points, run }: PlaneState): string[] {
  const words = laterText.print
  const { direction, t, seed, frame, sampler, process, particles } = settings
  const walk =
    direction === 'forward'
      ? words.forward(t, T, seed)
      : words.reverse({
          frame: frame,
          total: run.total,
          sampler: settingsText.samplers.titles[sampler],
          process: planeText.settings.processTitles[process],
          seed: seed,
        })
  return [walk, words.plane(dataTitle(settings), points.labels.length, particles)]
}

function Settings() {
  const state = usePlane((state) => state)
  return <PrintedFooter sentences={sentencesOf(state)} fragment={writeLink(state.settings)} />
}

/** The settings in words, shown on a printed page only. */
export const Printed = () => (
  <OnPaper>
    <Settings />
  </OnPaper>
)
