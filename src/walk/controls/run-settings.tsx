import { text } from '../../i18n'
import { settingsText } from '../../i18n/settings'
import { integer } from '../../i18n/format/numbers'
import { Choice } from '../../ui/choice'
import { Disclosure } from '../../ui/disclosure'
import { NumberInput } from '../../ui/number-input'
import { Group } from '../../shell/group'
import { GridFields, ProcessField, StepsField } from '../../runs/level-fields'
import { effectiveGrid, usualSettings } from '../../runs/sampler-settings'
import { SamplerFields } from '../../runs/sampler-fields'
import { MAX_SEED } from '../../runs/seed'
import { T } from '../../runs/timeline'
import { adviceOn, asksTwice } from '../run/advice'
import { leastSkip } from '../run/possible'
import { AdviceNote } from './advice-note'
import { GuidanceFields } from './guidance-fields'
import { useModel } from '../run/context'
import { isOwn } from '../model/models'
import { pathOf } from '../model/path'
import { beyondTraining } from '../schedules/shares'
import { PythonDialog } from '../python/python-dialog'
import styles from '../../runs/settings.module.css'
import { kindOf, NAMED_SCHEDULES } from '../model/make-schedules'
import { type ScheduleChoice, scheduleOf } from '../model/schedules'
import { Select } from '../../ui/select'
import { CLIPS, SAMPLE_COUNTS, type SampleCount } from '../model/settings'
import { useFields } from '../run/use-fields'

function NoiseFields() {
  const words = text.reverse
  const { settings, set } = useFields()
  const { range, quantile, most } = useModel().clipLimits
  return (
    <>
      <NumberInput
        name={words.seed}
        explain={words.seedExplain}
        less={text.less}
        more={text.more}
        value={settings.seed}
        min={0}
        max={MAX_SEED}
        onChange={(seed) => {
          set({ seed: Math.round(seed) })
        }}
      />
      <Choice
        name={words.samples}
        explain={words.samplesExplain}
        value={String(settings.samples)}
        options={SAMPLE_COUNTS.map((count) => ({ value: String(count), label: integer(count) }))}
        onChange={(value) => {
          set({ samples: Number(value) as SampleCount })
        }}
      />
      <Choice
        name={words.clip}
        explain={settingsText.clip.explain[settings.clip]({ range, share: 1 - quantile, most })}
        value={settings.clip}
        options={CLIPS.map((value) => ({ value, label: settingsText.clip.titles[value] }))}
        onChange={(clip) => {
          set({ clip })
        }}
      />
      {adviceOn(settings).includes('unclipped') && <AdviceNote advice="unclipped" />}
    </>
  )
}

function Sampler() {
  const { settings, set } = useFields()
  const { id, learned } = useModel()
  return (
    <SamplerFields
      settings={settings}
      set={set}
      // A visitor's own network has no measured error, and may not predict a variance.
      hasVariance={(variance) => (variance === 'learned' ? learned : variance !== 'analytic' || !isOwn(id))}
      advice={adviceOn(settings)
        .filter((name) => name !== 'unclipped')
        .map((name) => (
          <AdviceNote key={name} advice={name} />
        ))}
      evaluations={asksTwice(settings) ? settingsText.samplers.guided : undefined}
    />
  )
}

/** The schedule of a discrete process; a drawn one is chosen where it is drawn. */
function ScheduleField({ settings: { schedule }, set }: Pick<ReturnType<typeof useFields>, 'settings' | 'set'>) {
  const words = settingsText.levels
  const choices: readonly ScheduleChoice[] = ['own', ...NAMED_SCHEDULES]
  return (
    <Select
      name={words.schedule}
      explain={words.scheduleExplain}
      value={schedule}
      options={[...new Set([...choices, schedule])].map((value) => ({
        value,
        label: words.scheduleTitles[kindOf(value)],
      }))}
      onChange={(next) => {
        set({ schedule: next })
      }}
    />
  )
}

/** The noise levels of a run: how many, and in a disclosure, which. Plain Langevin has one level and no grid. */
function Levels() {
  const { settings, set } = useFields()
  const { sampler, process, skip, steps } = settings
  const words = settingsText.levels
  const isOwnSchedule = scheduleOf(settings).spec === undefined
  const titles = isOwnSchedule
    ? words.processTitles
    : { ...words.processTitles, discrete: words.discreteTitle(words.scheduleTitles[kindOf(settings.schedule)]) }
  const grid = effectiveGrid(settings)
  const hasGrid = sampler !== 'langevin'
  const { levels } = pathOf(settings)
  const beyond = beyondTraining(levels, useModel().training)
  const explain = [
    isOwnSchedule || process !== 'discrete' ? words.processExplain[process] : words.discreteExplain,
    words.processShared,
    beyond.cleaner + beyond.noisier > 0 && words.beyond(beyond, levels.length - 1),
  ]
  const summary = [titles[process], hasGrid && words.gridTitles[grid], hasGrid && skip > 0 && words.skipped(skip)]
  return (
    <>
      <StepsField settings={settings} set={set} most={T} />
      <Disclosure
        name={hasGrid ? words.more : words.process}
        summary={summary.filter(Boolean).join(' · ')}
        open={
          !isOwnSchedule ||
          process !== usualSettings[sampler].process ||
          grid !== usualSettings[sampler].grid ||
          skip > 0
        }
      >
        <ProcessField settings={settings} set={set} titles={titles} explain={explain.filter(Boolean).join(' ')} />
        {process === 'discrete' && <ScheduleField settings={settings} set={set} />}
        {hasGrid && <GridFields settings={settings} set={set} />}
        {hasGrid && (
          <NumberInput
            name={words.skip}
            explain={words.skipExplain}
            less={text.less}
            more={text.more}
            value={Math.min(skip, steps - 1)}
            min={leastSkip(settings)}
            max={steps - 1}
            disabled={steps === 1}
            onChange={(next) => {
              set({ skip: Math.round(next) })
            }}
          />
        )}
      </Disclosure>
    </>
  )
}

/** The settings of the reverse walk. Changing any of them begins another walk. */
export function RunSettings() {
  const words = text.reverse
  const { settings } = useFields()
  if (settings.direction === 'forward') return null
  return (
    <section className={styles.settings} data-part="settings" aria-labelledby="settings-title">
      <h2 id="settings-title">{words.settings}</h2>
      <div className={styles.groups}>
        <Group title={settingsText.samplers.name}>
          <Sampler />
        </Group>
        <Group title={settingsText.levels.group}>
          <Levels />
        </Group>
        <Group title={settingsText.guidance.group}>
          <GuidanceFields />
        </Group>
        <Group title={words.noises}>
          <NoiseFields />
        </Group>
      </div>
      <PythonDialog />
    </section>
  )
}
