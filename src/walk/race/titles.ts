import { settingsText } from '../../i18n/settings'
import { raceText } from '../../i18n/race'
import { effectiveGrid } from '../../runs/sampler-settings'
import { stepsOf } from '../../runs/run'
import { classTitle, networkTitle } from '../model/class-words'
import { kindOf } from '../model/make-schedules'
import { modelOf } from '../model/models'
import { pathOf } from '../model/path'
import type { Settings } from '../model/settings'

const networkOf = ({ model, own: ownNetwork }: Settings): string =>
  raceText.shortNetworks[model] ?? networkTitle(model, { title: ownNetwork?.title ?? model })

function guidanceOf(settings: Settings): string {
  const { guide, guidance, label } = settings
  const words = raceText.title
  if (guide === 'classifier') return words.classifier(guidance)
  if (guidance !== 1) return words.guided(guidance)
  return label === null ? words.unguided : words.asked(classTitle(modelOf(settings).menus, label))
}

const samplerOf = ({ sampler, order }: Settings): string => {
  const title = settingsText.samplers.titles[sampler].replace(/ \(.*\)$/, '')
  return sampler === 'dpm-solver++' ? `${title} ${order}` : title
}

/** What a title may say of a lane beside its sampler, in this order, where lanes differ in it. */
const sayings: readonly ((settings: Settings) => string)[] = [
  networkOf,
  guidanceOf,
  ({ process }) => settingsText.levels.processTitles[process],
  ({ process, schedule }) => (process === 'discrete' ? settingsText.levels.scheduleTitles[kindOf(schedule)] : ''),
  (settings) => settingsText.levels.gridTitles[effectiveGrid(settings)],
]

/** The names of lanes: their samplers, and what else differs between them. @param lanes what each walks */
export function namesOf(lanes: readonly Settings[]): readonly string[] {
  const differing = sayings.filter((say) => new Set(lanes.map(say)).size > 1)
  return lanes.map((settings) =>
    [samplerOf(settings), ...differing.map((say) => say(settings))].filter(Boolean).join(', '),
  )
}

/** The titles of lanes: their names and steps. @param lanes what each walks */
export function titlesOf(lanes: readonly Settings[]): readonly string[] {
  const names = namesOf(lanes)
  return lanes.map((settings, i) => `${names[i] ?? ''}, ${raceText.title.steps(stepsOf(pathOf(settings)))}`)
}
