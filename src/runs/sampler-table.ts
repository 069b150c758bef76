import { type AnySamplerId, type SamplerInfo, samplerInfo } from '../diffusion'
import { settingsText } from '../i18n/settings'
import { integer } from '../i18n/format/numbers'
import { parameterDefaults, SAMPLER_GROUPS, type SamplerGroup, samplerSpec, withSampler } from './sampler-settings'

export interface SamplerRow {
  readonly id: AnySamplerId
  readonly title: string
  readonly info: SamplerInfo
}

/** A sampler with its usual settings, whatever the visitor has set. */
const rowOf = (id: AnySamplerId): SamplerRow => ({
  id,
  title: settingsText.samplers.titles[id],
  info: samplerInfo(samplerSpec({ ...parameterDefaults, ...withSampler(id) })),
})

/** All samplers under the menu's headings, for the table on the page and the one in the README. */
export const samplerTable = (): readonly {
  readonly group: SamplerGroup
  readonly title: string
  readonly rows: readonly SamplerRow[]
}[] =>
  (Object.keys(SAMPLER_GROUPS) as SamplerGroup[]).map((group) => ({
    group,
    title: settingsText.samplers.groups[group],
    rows: SAMPLER_GROUPS[group].map((id: AnySamplerId) => rowOf(id)),
  }))

/** The cells of a row after its title, in the order of the columns. */
export const cellsOf = ({
  info,
}: SamplerRow): readonly [order: string, noise: string, evaluations: string, source: string] => [
  info.order === null
    ? settingsText.samplers.table.noOrder
    : info.order.kind === 'weak'
      ? settingsText.samplers.table.weakOrder(info.order.value)
      : integer(info.order.value),
  info.stochastic ? settingsText.samplers.table.yes : settingsText.samplers.table.no,
  info.adaptive ? settingsText.samplers.table.least(info.nfe) : integer(info.nfe),
  info.source,
]
