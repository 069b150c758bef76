import { type KeyboardEvent, useEffect, useRef } from 'react'
import { studyText } from '../../i18n/study'
import { Button } from '../../ui/button'
import { study } from '../run/actions'
import { usePlayer, useWalk } from '../run/context'
import { STUDIES, type Study } from '../model/settings'
import { studies } from './studies'
import styles from './study.module.css'

/** Takes the focus when a study is opened, and brings it into sight. */
function useFocus(open: Study | null) {
  const section = useRef<HTMLElement>(null)
  useEffect(() => {
    if (open === null) return
    section.current?.focus({ preventScroll: true })
    section.current?.scrollIntoView({ block: 'start' })
  }, [open])
  return section
}

function Opened({ study: open }: { study: Study }) {
  const Open = studies[open]
  return (
    <div className={styles.open}>
      <Open key={open} />
    </div>
  )
}

/** The studies of the network, below the walk: a button for each, and the one that is open. */
export function Studies() {
  const player = usePlayer()
  const open = useWalk(({ settings }) => settings.study)
  const section = useFocus(open)
  const words = studyText
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    event.preventDefault() // what else Escape closes stays open
    study(player, null)
  }
  return (
    <section ref={section} className={styles.study} aria-labelledby="study-title" tabIndex={-1} onKeyDown={onKey}>
      <h2 id="study-title">{words.title}</h2>
      <div className={styles.buttons}>
        {STUDIES.map((each) => (
          <Button
            key={each}
            name={words.names[each]}
            explain={words.explain[each]}
            pressed={open === each}
            onPress={() => {
              study(player, open === each ? null : each)
            }}
          />
        ))}
        <p className={styles.intro}>{words.intro}</p>
      </div>
      {open && <Opened study={open} />}
    </section>
  )
}
