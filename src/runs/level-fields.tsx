import { text } from '../i18n'
import { fixed } from '../i18n/format/numbers'
import { settingsText } from '../i18n/settings'
import { NumberInput } from '../ui/number-input'
import { Range } from '../ui/range'
import { Select } from '../ui/select'
import type { LevelSettings } from './levels'
import { usualGrid } from './run-defaults'
import { effectiveGrid, gridsOf, PROCESSES } from './sampler-settings'

interface Fields {
  settings: LevelSettings
  set: (patch: Partial<Pick<LevelSettings, 'process' | 'grid' | 'rho' | 'steps'>>) => void
}

/** How many noise levels a run visits. */
export function StepsField({ settings, set, most }: Fields & { most: number }) {
  return (
    <NumberInput
      name={text.reverse.steps}
      explain={text.reverse.stepsExplain(most)}
      less={text.less}
      more={text.more}
      value={settings.steps}
      min={1}
      max={most}
      onChange={(steps) => {
        set({ steps: Math.round(steps) })
      }}
    />
  )
}

/** The process of a run. Changing it also chooses the sampler's usual grid there. Each room has its own words for it. */
export function ProcessField({
  settings,
  set,
  titles,
  explain,
}: Fields & { titles: Readonly<Record<LevelSettings['process'], string>>; explain: string }) {
  const words = settingsText.levels
  return (
    <Select
      name={words.process}
      explain={explain}
      value={settings.process}
      options={PROCESSES.map((value) => ({ value, label: titles[value] }))}
      onChange={(process) => {
        set({ process, grid: usualGrid(settings.sampler, process) })
      }}
    />
  )
}

/** The grid: which levels of the process a run visits. */
export function GridFields({ settings, set }: Fields) {
  const words = settingsText.levels
  const grid = effectiveGrid(settings)
  return (
    <>
      <Select
        name={words.grid}
        explain={words.gridExplain[grid]}
        value={grid}
        options={gridsOf(settings.process).map((value) => ({ value, label: words.gridTitles[value] }))}
        onChange={(next) => {
          set({ grid: next })
        }}
      />
      {grid === 'karras' && (
        <Range
          name={words.rho}
          explain={words.rhoExplain}
          value={settings.rho}
          min={1}
          max={20}
          step={0.5}
          format={(rho) => fixed(rho, 1)}
          onChange={(rho) => {
            set({ rho })
          }}
        />
      )}
    </>
  )
}
