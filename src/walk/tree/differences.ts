import { samplerInfo } from '../../diffusion'
import { samplerSpec } from '../../runs/sampler-settings'
import { settingsText } from '../../i18n/settings'
import { text } from '../../i18n'
import { treeText } from '../../i18n/tree'
import { classTitle } from '../model/class-words'
import { modelOf } from '../model/models'
import { stretchAt, stretchesOf } from '../model/past'
import { RUN_KEYS, type RunSettings, type Settings } from '../model/settings'
import type { Row } from './rows'

/** How a setting that a branch has changed is told. */
const inWords: Partial<Record<keyof RunSettings, (now: Settings) => string>> = {
  model: (now) => now.own?.title ?? text.networks[now.model] ?? now.model,
  sampler: ({ sampler }) => settingsText.samplers.titles[sampler],
  label: (now) => (now.label === null ? treeText.differs.anyClass : classTitle(modelOf(now).menus, now.label)),
  guidance: ({ guidance }) => treeText.differs.guidance(guidance),
  eta: ({ eta }) => treeText.differs.eta(eta),
  steps: ({ steps }) => treeText.differs.steps(steps),
  seed: () => treeText.differs.seed(),
}

/** Settings that come with another sampler or network, and are not told beside it. */
const FOLLOWING: ReadonlySet<keyof RunSettings> = new Set(['schedule', 'grid', 'variance', 'order', 'clip', 'rho'])

/** What a run has changed of the one that it leaves, in words; empty where nothing. */
export function differencesOf({ settings, join }: Row, leaves: Row | undefined): readonly string[] {
  if (!join || !leaves) return []
  const before = stretchAt(stretchesOf(leaves.settings), join.at + 1).settings
  const { stochastic } = samplerInfo(samplerSpec(settings))
  const changed = RUN_KEYS.filter((key) => before[key] !== settings[key] && (key !== 'seed' || stochastic))
  const knownChanges = changed.flatMap((key) => inWords[key]?.(settings) ?? [])
  const isRest = changed.some((key) => !inWords[key] && !FOLLOWING.has(key))
  return isRest || (knownChanges.length === 0 && changed.length > 0)
    ? [...knownChanges, treeText.differs.other]
    : knownChanges
}
