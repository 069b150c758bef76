import { fixed, text } from '../i18n'
import { Disclosure } from '../ui/Disclosure'
import { NumberInput } from '../ui/NumberInput'
import { Range } from '../ui/Range'
import { Select } from '../ui/Select'
import { leastSkip } from './advice'
import { effectiveGrid, gridsOf, PROCESSES, usual } from '../rooms/sampler-settings'
import { T } from '../rooms/timeline'
import { useFields } from './useFields'

const words = text.levels

function SkipField() {
  const { settings, set } = useFields()
  return (
    <NumberInput
      name={words.skip}
      explain={words.skipExplain}
      less={text.less}
      more={text.more}
      value={Math.min(settings.skip, settings.steps - 1)}
      min={leastSkip(settings)}
      max={settings.steps - 1}
      disabled={settings.steps === 1}
      onChange={(skip) => { set({ skip: Math.round(skip) }) }}
    />
  )
}

/** Which of the process's levels a run visits. */
function GridFields() {
  const { settings, set } = useFields()
  const grid = effectiveGrid(settings)
  return (
    <>
      <Select
        name={words.grid}
        explain={words.gridExplain[grid]}
        value={grid}
        options={gridsOf(settings.process).map((value) => ({ value, label: words.gridTitles[value] }))}
        onChange={(next) => { set({ grid: next }) }}
      />
      {grid === 'karras' && <Range name={words.rho} explain={words.rhoExplain} value={settings.rho} min={1} max={20} step={0.5} format={(rho) => fixed(rho, 1)} onChange={(rho) => { set({ rho }) }} />}
      <SkipField />
    </>
  )
}

function ProcessField() {
  const { settings, set } = useFields()
  return (
    <Select
      name={words.process}
      explain={`${words.processExplain[settings.process]} ${words.processShared}`}
      value={settings.process}
      options={PROCESSES.map((value) => ({ value, label: words.processTitles[value] }))}
      onChange={(process) => { set({ process }) }}
    />
  )
}

/** The noise levels of a run: how many, and behind a word, which. Plain Langevin has one level, and no grid. */
export function LevelFields() {
  const { settings, set } = useFields()
  const { sampler, process, skip, steps } = settings
  const grid = effectiveGrid(settings)
  const hasGrid = sampler !== 'langevin'
  const summary = [words.processTitles[process], hasGrid && words.gridTitles[grid], hasGrid && skip > 0 && words.skipped(String(skip))]
  return (
    <>
      <NumberInput
        name={text.reverse.steps}
        explain={text.reverse.stepsExplain}
        less={text.less}
        more={text.more}
        value={steps}
        min={1}
        max={T}
        onChange={(next) => { set({ steps: Math.round(next) }) }}
      />
      <Disclosure
        name={hasGrid ? words.more : words.process}
        summary={summary.filter(Boolean).join(' · ')}
        open={process !== usual[sampler].process || grid !== usual[sampler].grid || skip > 0}
      >
        <ProcessField />
        {hasGrid && <GridFields />}
      </Disclosure>
    </>
  )
}
