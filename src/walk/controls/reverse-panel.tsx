import type { ReactNode } from 'react'
import { text } from '../../i18n'
import { Choice } from '../../ui/choice'
import { later } from '../../shell/lazy'
import { ClassFields } from './class-fields'
import styles from '../../shell/panel.module.css'
import type { Settings } from '../model/settings'
import { useFields } from '../run/use-fields'

/** Rarely used, so it loads after the first picture. */
const ClassifierReading = later(() =>
  import('../classifier/classifier-reading').then((module) => module.ClassifierReading),
)

/** The button of branches loads after the first picture; its place is kept. */
const Branching = later(() => import('../tree/branching').then((module) => module.Branching), {
  placeholder: () => <div className={styles.later} />,
})

type Start = 'noise' | 'here' | 'inverted'
const startOf = ({ from }: Pick<Settings, 'from'>): Start => (typeof from === 'number' ? 'here' : from)

/** The class that the reverse walk asks for, and the frame from which it starts. */
export function ReversePanel({ notices }: { notices: ReactNode }) {
  const words = text.reverse
  const { settings, set } = useFields()
  const start = startOf(settings)
  const startT = typeof settings.from === 'number' ? settings.from : Math.max(1, settings.t)
  return (
    <section className={styles.panel} aria-labelledby="panel-title">
      <h2 id="panel-title">{text.direction.reverseTitle}</h2>
      {settings.branches.length === 0 && <p className={styles.intro}>{text.direction.reverseIntro}</p>}
      <Branching />
      {notices}
      <ClassFields />
      <Choice<Start>
        name={words.start}
        explain={words.startExplain[start]}
        value={start}
        options={[
          { value: 'noise', label: words.startNoise },
          { value: 'here', label: words.startHere(startT) },
          { value: 'inverted', label: words.startInverted },
        ]}
        onChange={(value) => {
          set({ from: value === 'here' ? startT : value })
        }}
      />
      <ClassifierReading />
    </section>
  )
}
