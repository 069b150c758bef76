import { fixed, text } from '../i18n'
import { Choice } from '../ui/Choice'
import { NumberInput } from '../ui/NumberInput'
import { Range } from '../ui/Range'
import { Switch } from '../ui/Switch'
import { useChosen, usePlayer } from './context'
import { patchSettings } from './player'
import styles from './RunSettings.module.css'
import { MAX_SEED, SAMPLE_COUNTS, type SampleCount, type Settings, T } from './settings'

const words = text.reverse

interface FieldsProps { settings: ReturnType<typeof useChosen>; set: (patch: Partial<Settings>) => void }

/** How the reverse walk is walked. A change of any of it is another walk. */
export function RunSettings() {
  const player = usePlayer()
  const settings = useChosen()
  if (settings.direction === 'forward') return null
  const set = (patch: Partial<Settings>) => { patchSettings(player, patch) }
  return (
    <section className={styles.settings} aria-labelledby="settings-title">
      <h2 id="settings-title">{words.settings}</h2>
      <div className={styles.fields}>
        <SamplerFields settings={settings} set={set} />
        <NumberInput name={words.steps} explain={words.stepsExplain} less={text.less} more={text.more} value={settings.steps} min={1} max={T} onChange={(steps) => { set({ steps: Math.round(steps) }) }} />
        <NumberInput name={words.seed} explain={words.seedExplain} less={text.less} more={text.more} value={settings.seed} min={0} max={MAX_SEED} onChange={(seed) => { set({ seed: Math.round(seed) }) }} />
        <Choice
          name={words.samples}
          explain={words.samplesExplain}
          value={String(settings.samples)}
          options={SAMPLE_COUNTS.map((count) => ({ value: String(count), label: String(count) }))}
          onChange={(value) => { set({ samples: Number(value) as SampleCount }) }}
        />
        <Switch name={words.clip} explain={words.clipExplain} on={settings.clip} onChange={(clip) => { set({ clip }) }} />
      </div>
    </section>
  )
}

function SamplerFields({ settings, set }: FieldsProps) {
  return (
    <>
      <Choice
        name={words.sampler}
        explain={words.samplerExplain[settings.sampler]}
        value={settings.sampler}
        options={(['ddim', 'ddpm'] as const).map((value) => ({ value, label: words.samplerTitles[value] }))}
        onChange={(sampler) => { set({ sampler }) }}
      />
      {settings.sampler === 'ddim' ? (
        <Range name={words.eta} explain={words.etaExplain} value={settings.eta} min={0} max={1} step={0.05} format={(eta) => fixed(eta, 2)} onChange={(eta) => { set({ eta: Math.round(eta * 100) / 100 }) }} />
      ) : (
        <Choice
          name={words.variance}
          explain={words.varianceExplain[settings.variance]}
          value={settings.variance}
          options={(['learned', 'beta-tilde', 'beta'] as const).map((value) => ({ value, label: words.varianceTitles[value] }))}
          onChange={(variance) => { set({ variance }) }}
        />
      )}
    </>
  )
}
