import { fixed, text } from '../i18n'
import { Disclosure } from '../ui/Disclosure'
import { NumberInput } from '../ui/NumberInput'
import { Range } from '../ui/Range'
import { Select } from '../ui/Select'
import { effectiveGrid, gridsOf, PROCESSES } from './sampler-settings'
import { defaults, T } from './settings'
import { useFields } from './useFields'

const words = text.levels

/** The process, and which of its levels a run visits. */
function ProcessFields() {
  const { settings, set } = useFields()
  const grid = effectiveGrid(settings)
  return (
    <>
      <Select
        name={words.process}
        explain={`${words.processExplain[settings.process]} ${words.processShared}`}
        value={settings.process}
        options={PROCESSES.map((value) => ({ value, label: words.processTitles[value] }))}
        onChange={(process) => { set({ process, grid: effectiveGrid({ process, grid: settings.grid }) }) }}
      />
      <Select
        name={words.grid}
        explain={words.gridExplain[grid]}
        value={grid}
        options={gridsOf(settings.process).map((value) => ({ value, label: words.gridTitles[value] }))}
        onChange={(next) => { set({ grid: next }) }}
      />
      {grid === 'karras' && <Range name={words.rho} explain={words.rhoExplain} value={settings.rho} min={1} max={20} step={0.5} format={(rho) => fixed(rho, 1)} onChange={(rho) => { set({ rho }) }} />}
      <NumberInput
        name={words.skip}
        explain={words.skipExplain}
        less={text.less}
        more={text.more}
        value={Math.min(settings.skip, settings.steps - 1)}
        min={0}
        max={settings.steps - 1}
        disabled={settings.steps === 1}
        onChange={(skip) => { set({ skip: Math.round(skip) }) }}
      />
    </>
  )
}

/** The noise levels of a run: how many, and behind a word, which. */
export function LevelFields() {
  const { settings, set } = useFields()
  const { process, grid, skip } = settings
  const unusual = process !== defaults.process || grid !== defaults.grid || skip > 0
  const summary = `${words.processTitles[process]} · ${words.gridTitles[effectiveGrid(settings)]}`
  return (
    <>
      <NumberInput
        name={text.reverse.steps}
        explain={text.reverse.stepsExplain}
        less={text.less}
        more={text.more}
        value={settings.steps}
        min={1}
        max={T}
        onChange={(next) => {
          const steps = Math.round(next)
          set({ steps, skip: Math.min(skip, steps - 1) })
        }}
      />
      <Disclosure name={words.more} summary={summary} open={unusual}><ProcessFields /></Disclosure>
    </>
  )
}
