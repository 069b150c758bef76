import { fixed } from '../i18n/format/numbers'
import { settingsText } from '../i18n/settings'
import { planeText } from '../i18n/plane'
import { Group } from '../shell/group'
import { GridFields, ProcessField, StepsField } from '../runs/level-fields'
import { effectiveGrid, usualSettings } from '../runs/sampler-settings'
import { SamplerFields } from '../runs/sampler-fields'
import styles from '../runs/settings.module.css'
import { Choice } from '../ui/choice'
import { Disclosure } from '../ui/disclosure'
import { Select } from '../ui/select'
import { usePlane } from './context'
import { ANSWERERS, limits, type RunChoice, SCHEDULES } from './settings'
import { useRun } from './use-run'
import { Words } from '../ui/words'

/** Chooses whose answer the sampler follows: the exact one, the network's or its student's. */
function AnswererField({ run, set }: ReturnType<typeof useRun>) {
  const words = planeText.settings
  const network = usePlane(({ learning }) => learning.step > 0)
  const student = usePlane(({ learning }) => learning.studentStep > 0)
  const isThere = { exact: true, network, student }
  return (
    <Choice
      name={words.answerer}
      explain={
        network ? words.answererExplain[run.answerer] : `${words.answererExplain[run.answerer]} ${words.noneLearned}`
      }
      value={run.answerer}
      options={ANSWERERS.map((value) => ({ value, label: words.answerers[value], disabled: !isThere[value] }))}
      onChange={(answerer) => {
        set({ answerer })
      }}
    />
  )
}

/** The networks here have no head for DDPM's variance. */
const hasVariance = (variance: RunChoice['variance']) => variance !== 'learned'

/** Steps and process of a run; plain Langevin has one level, and no grid. */
function LevelFields({ run, set }: ReturnType<typeof useRun>) {
  const words = planeText.settings
  const grid = effectiveGrid(run)
  return (
    <>
      <StepsField settings={run} set={set} most={limits.steps[1]} />
      <ProcessField settings={run} set={set} titles={words.processTitles} explain={words.processExplain[run.process]} />
      {run.process === 'discrete' && (
        <Select
          name={words.schedule}
          explain={words.scheduleExplain}
          value={run.schedule}
          options={SCHEDULES.map((value) => ({ value, label: words.schedules[value] }))}
          onChange={(schedule) => {
            set({ schedule })
          }}
        />
      )}
      {run.sampler !== 'langevin' && (
        <Disclosure
          name={words.gridMore}
          summary={
            grid === 'karras'
              ? `${settingsText.levels.gridTitles[grid]}, ρ = ${fixed(run.rho, 1)}`
              : settingsText.levels.gridTitles[grid]
          }
          open={grid !== usualSettings[run.sampler].grid}
        >
          <GridFields settings={run} set={set} />
        </Disclosure>
      )}
    </>
  )
}

/** Fields for the sampler, levels and process of the first run or, with `beside`, of the second. */
export function RunFields({ beside = false }: { beside?: boolean }) {
  const words = planeText.settings
  const fields = useRun(beside)
  const { run, set } = fields
  return (
    <>
      <Group title={settingsText.samplers.name}>
        <SamplerFields
          settings={run}
          set={set}
          hasVariance={hasVariance}
          advice={
            run.sampler === 'langevin' && (
              <p className={styles.advice} role="note">
                <Words>{words.langevin}</Words>
              </p>
            )
          }
        />
        <AnswererField {...fields} />
      </Group>
      <Group title={words.grid}>
        <LevelFields {...fields} />
      </Group>
    </>
  )
}
