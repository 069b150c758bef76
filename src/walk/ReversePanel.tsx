import { fixed, text } from '../i18n'
import { Choice } from '../ui/Choice'
import { NumberInput } from '../ui/NumberInput'
import { Range } from '../ui/Range'
import { Switch } from '../ui/Switch'
import { usePlayer, useWalk } from './context'
import styles from './Panel.module.css'
import { patchSettings } from './player'
import { MAX_SEED, SAMPLE_COUNTS, type SampleCount, type Settings, T } from './settings'

const words = text.reverse
const digits = ['none', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']

/** What decides the reverse walk. A change of any of it is another walk. */
export function ReversePanel() {
  const player = usePlayer()
  const settings = useWalk((state) => state.settings)
  const set = (patch: Partial<Settings>) => { patchSettings(player, patch) }
  return (
    <section className={styles.panel} aria-labelledby="panel-title">
      <h2 id="panel-title">{text.direction.reverseTitle}</h2>
      <p className={styles.intro}>{text.direction.reverseIntro}</p>
      <Choice
        name={words.digit}
        explain={words.digitExplain}
        value={settings.label === null ? 'none' : String(settings.label)}
        options={digits.map((value) => ({ value, label: value === 'none' ? words.digitNone : value, title: value === 'none' ? words.digitNone : words.digitTitle(value) }))}
        onChange={(value) => { set({ label: value === 'none' ? null : Number(value) }) }}
      />
      <Choice
        name={words.start}
        explain={words.startExplain}
        value={settings.from === 'noise' ? 'noise' : 'here'}
        options={[
          { value: 'noise', label: words.startNoise },
          { value: 'here', label: words.startHere(fixed(settings.from === 'noise' ? Math.max(1, settings.t) : settings.from, 0)) },
        ]}
        onChange={(value) => { set({ from: value === 'noise' ? 'noise' : Math.max(1, settings.t) }) }}
      />
      <NumberInput name={words.steps} explain={words.stepsExplain} less={text.less} more={text.more} value={settings.steps} min={1} max={T} onChange={(steps) => { set({ steps: Math.round(steps) }) }} />
      <SamplerFields settings={settings} set={set} />
      <details className={styles.more}>
        <summary>{words.settings}</summary>
        <div className={styles.fields}>
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
      </details>
    </section>
  )
}

function SamplerFields({ settings, set }: { settings: Settings; set: (patch: Partial<Settings>) => void }) {
  return (
    <>
      <Choice
        name={words.sampler}
        explain={words.samplerExplain[settings.sampler]}
        value={settings.sampler}
        options={[{ value: 'ddim', label: 'DDIM' }, { value: 'ddpm', label: 'DDPM' }]}
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
