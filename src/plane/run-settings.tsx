import { text } from '../i18n'
import { fixed } from '../i18n/format/numbers'
import { planeText } from '../i18n/plane'
import { Group } from '../shell/group'
import { MAX_SEED } from '../runs/seed'
import styles from '../runs/settings.module.css'
import { Choice } from '../ui/choice'
import { NumberInput } from '../ui/number-input'
import { Range } from '../ui/range'
import { Switch } from '../ui/switch'
import { patchPlane, usePlane, usePlaneRoom } from './context'
import room from './room.module.css'
import { RunFields } from './run-fields'
import { limits, type PlaneSettings } from './settings'
import { twinOf } from './twin'

function GuidanceFields() {
  const plane = usePlaneRoom()
  const guidance = usePlane(({ settings }) => settings.guidance)
  const set = (patch: Partial<PlaneSettings['guidance']>) => {
    patchPlane(plane, { guidance: { ...guidance, ...patch } })
  }
  const { kind, label, scale } = guidance
  const { labels, ...words } = planeText.guidance
  return (
    <>
      <Choice
        name={words.label}
        explain={words.labelExplain}
        value={String(label)}
        options={[
          { value: 'null', label: labels.none },
          { value: '0', label: labels.zero },
          { value: '1', label: labels.one },
        ]}
        onChange={(value) => {
          set({ label: value === 'null' ? null : value === '0' ? 0 : 1 })
        }}
      />
      {label !== null && (
        <>
          <Choice
            name={words.kind}
            explain={words.kindExplain[kind]}
            value={kind}
            options={[
              { value: 'classifier-free', label: words.kinds['classifier-free'] },
              { value: 'classifier', label: words.kinds.classifier },
            ]}
            onChange={(next) => {
              set({ kind: next })
            }}
          />
          <Range
            name={words.scale}
            explain={words.scaleExplain}
            value={scale}
            min={limits.scale[0]}
            max={limits.scale[1]}
            step={0.1}
            format={(w) => fixed(w, 1)}
            onChange={(w) => {
              set({ scale: Number(w.toFixed(1)) })
            }}
          />
        </>
      )}
    </>
  )
}

function ParticleFields() {
  const plane = usePlaneRoom()
  const particles = usePlane(({ settings }) => settings.particles)
  const seed = usePlane(({ settings }) => settings.seed)
  const words = planeText.particles
  const [least, most] = limits.particles
  return (
    <>
      <NumberInput
        name={words.count}
        explain={words.countExplain}
        less={text.less}
        more={text.more}
        value={particles}
        min={least}
        max={most}
        step={1}
        onChange={(next) => {
          patchPlane(plane, { particles: Math.round(next) })
        }}
      />
      <NumberInput
        name={words.seed}
        explain={words.seedExplain}
        less={text.less}
        more={text.more}
        value={seed}
        min={0}
        max={MAX_SEED}
        onChange={(next) => {
          patchPlane(plane, { seed: Math.round(next) })
        }}
      />
    </>
  )
}

function CompareFields() {
  const plane = usePlaneRoom()
  const on = usePlane(({ settings }) => settings.beside !== null)
  const words = planeText.compare
  return (
    <Switch
      name={words.on}
      explain={words.explain}
      on={on}
      onChange={(next) => {
        patchPlane(plane, { beside: next ? twinOf(plane.store.getState().settings) : null })
      }}
    />
  )
}

/** The settings of how particles walk back. A change of any of them begins another run. */
export function RunSettings() {
  const words = planeText.settings
  const beside = usePlane(({ settings }) => settings.beside !== null)
  return (
    <section className={styles.settings} aria-labelledby="settings-title">
      <h2 id="settings-title">{words.title}</h2>
      <div className={`${styles.groups ?? ''} ${room.groups ?? ''}`}>
        <RunFields />
        <Group title={planeText.guidance.title}>
          <GuidanceFields />
        </Group>
        <Group title={planeText.particles.title}>
          <ParticleFields />
          <CompareFields />
        </Group>
      </div>
      {beside && (
        <section className={styles.settings} aria-labelledby="beside-title">
          <h2 id="beside-title">{planeText.compare.besideTitle}</h2>
          <div className={`${styles.groups ?? ''} ${room.groups ?? ''}`}>
            <RunFields beside />
          </div>
        </section>
      )}
    </section>
  )
}
