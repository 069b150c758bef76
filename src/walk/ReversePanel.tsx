import { fixed, text } from '../i18n'
import { Choice } from '../ui/Choice'
import { useChosen, usePlayer } from './context'
import styles from './Panel.module.css'
import { patchSettings } from './player'
import type { Settings } from './settings'

const words = text.reverse
const digits = ['none', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']

/** What the reverse walk is asked for, and where it starts. */
export function ReversePanel() {
  const player = usePlayer()
  const settings = useChosen()
  const set = (patch: Partial<Settings>) => { patchSettings(player, patch) }
  return (
    <section className={styles.panel} aria-labelledby="panel-title">
      <h2 id="panel-title">{text.direction.reverseTitle}</h2>
      <p className={styles.intro}>{text.direction.reverseIntro}</p>
      <Choice
        name={words.digit}
        explain={words.digitExplain}
        dense
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
    </section>
  )
}
