import type { ReactNode } from 'react'
import { text } from '../i18n'
import { Choice } from '../ui/Choice'
import { NumberInput } from '../ui/NumberInput'
import { adviceOn } from './advice'
import { AdviceNote } from './AdviceNote'
import { GuidanceFields } from './GuidanceFields'
import { LevelFields } from './LevelFields'
import { PythonDialog } from './PythonDialog'
import styles from './RunSettings.module.css'
import { SamplerFields } from './SamplerFields'
import { CLIPS, MAX_SEED, SAMPLE_COUNTS, type SampleCount } from './settings'
import { useFields } from './useFields'

const words = text.reverse

function NoiseFields() {
  const { settings, set } = useFields()
  return (
    <>
      <NumberInput name={words.seed} explain={words.seedExplain} less={text.less} more={text.more} value={settings.seed} min={0} max={MAX_SEED} onChange={(seed) => { set({ seed: Math.round(seed) }) }} />
      <Choice
        name={words.samples}
        explain={words.samplesExplain}
        value={String(settings.samples)}
        options={SAMPLE_COUNTS.map((count) => ({ value: String(count), label: String(count) }))}
        onChange={(value) => { set({ samples: Number(value) as SampleCount }) }}
      />
      <Choice
        name={words.clip}
        explain={words.clipExplain[settings.clip]}
        value={settings.clip}
        options={CLIPS.map((value) => ({ value, label: words.clipTitles[value] }))}
        onChange={(clip) => { set({ clip }) }}
      />
      {adviceOn(settings).includes('unclipped') && <AdviceNote of="unclipped" />}
    </>
  )
}

/** Each group has a column of its own, so that what comes and goes in one moves nothing in another. */
function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={styles.group} role="group" aria-label={title}>
      <h3>{title}</h3>
      {children}
    </div>
  )
}

/** How the reverse walk is walked. A change of any of it is another walk. */
export function RunSettings() {
  const { settings } = useFields()
  if (settings.direction === 'forward') return null
  return (
    <section className={styles.settings} aria-labelledby="settings-title">
      <h2 id="settings-title">{words.settings}</h2>
      <div className={styles.groups}>
        <Group title={text.samplers.name}><SamplerFields /></Group>
        <Group title={text.levels.group}><LevelFields /></Group>
        <Group title={text.guidance.group}><GuidanceFields /></Group>
        <Group title={words.noises}><NoiseFields /></Group>
      </div>
      <PythonDialog />
    </section>
  )
}
