import type { AnySamplerId } from '../../diffusion'
import { fixed } from '../../i18n/format/numbers'
import { raceText } from '../../i18n/race'
import { settingsText } from '../../i18n/settings'
import { GridFields, ProcessField, StepsField } from '../../runs/level-fields'
import { runDefaults } from '../../runs/run-defaults'
import { SAMPLER_GROUPS, type SamplerGroup } from '../../runs/sampler-settings'
import { T } from '../../runs/timeline'
import { Choice } from '../../ui/choice'
import { Range } from '../../ui/range'
import { Select } from '../../ui/select'
import { networkTitle } from '../model/class-words'
import { kindOf, NAMED_SCHEDULES } from '../model/make-schedules'
import { modelOf, OFFERED } from '../model/models'
import type { ScheduleChoice } from '../model/schedules'
import { GUIDANCE, GUIDES, type Settings, withModel } from '../model/settings'
import { changeLane } from './actions'
import { useRace, useRaceState } from './context'
import type { Lane } from './lanes'
import styles from './race.module.css'

interface Fields {
  settings: Settings
  set: (patch: Partial<Settings>) => void
}

/** The network of a lane: one of the shelf, or the visitor's own that the walk had when the race began. */
function NetworkField({ settings, set }: Fields) {
  const { own: ownNetwork } = settings
  const ids = [...OFFERED.map(({ id }) => id), ...(ownNetwork ? [ownNetwork.id] : [])]
  return (
    <Select
      name={raceText.network}
      value={settings.model}
      options={[...new Set([settings.model, ...ids])].map((value) => ({
        value,
        label: networkTitle(value, { title: ownNetwork?.title ?? value }),
      }))}
      onChange={(model) => {
        set(withModel(settings, { model, own: ownNetwork?.id === model ? ownNetwork : null }))
      }}
    />
  )
}

function SamplerField({ settings, set }: Fields) {
  const words = settingsText.samplers
  const groups = (Object.keys(SAMPLER_GROUPS) as SamplerGroup[]).map((group) => ({
    title: words.groups[group],
    options: SAMPLER_GROUPS[group].map((value: AnySamplerId) => ({ value, label: words.titles[value] })),
  }))
  return (
    <Select
      name={words.name}
      value={settings.sampler}
      options={groups}
      onChange={(sampler) => {
        set(runDefaults(sampler, settings.process))
      }}
    />
  )
}

function ScheduleField({ settings: { schedule }, set }: Fields) {
  const words = settingsText.levels
  const choices: readonly ScheduleChoice[] = ['own', ...NAMED_SCHEDULES]
  return (
    <Select
      name={words.schedule}
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

function GuidanceFields({ settings, set }: Fields) {
  const { classifier } = modelOf(settings)
  return (
    <>
      {classifier !== null && (
        <Choice
          name={settingsText.classifier.guide}
          value={settings.guide}
          options={GUIDES.map((value) => ({ value, label: settingsText.classifier.guides[value] }))}
          onChange={(guide) => {
            set({ guide })
          }}
        />
      )}
      <Range
        name={raceText.guidanceScale}
        value={settings.guidance}
        min={GUIDANCE.min}
        max={GUIDANCE.max}
        step={GUIDANCE.step}
        format={(w) => fixed(w, GUIDANCE.digits)}
        onRelease
        onChange={(w) => {
          set({ guidance: Number(w.toFixed(GUIDANCE.digits)) })
        }}
      />
    </>
  )
}

/** The controls of one lane. */
export function LaneFields({ lane: { id, settings } }: { lane: Lane }) {
  const race = useRace()
  const mode = useRaceState(({ allowance }) => allowance.mode)
  const set = (patch: Partial<Settings>) => {
    changeLane(race, id, patch)
  }
  const fields = { settings, set }
  const { processTitles } = settingsText.levels
  return (
    <div className={styles.fields}>
      <NetworkField {...fields} />
      <SamplerField {...fields} />
      {mode === 'own' && <StepsField {...fields} most={T} />}
      <ProcessField {...fields} titles={processTitles} explain="" />
      {settings.process === 'discrete' && <ScheduleField {...fields} />}
      {settings.sampler !== 'langevin' && <GridFields {...fields} />}
      <GuidanceFields {...fields} />
    </div>
  )
}
