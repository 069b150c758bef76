import { type RefObject, useEffect, useRef } from 'react'
import { studyText } from '../../i18n/study'
import { guide } from '../../shell/guide'
import { Button } from '../../ui/button'
import { study } from '../run/actions'
import { usePlayer, useWalk } from '../run/context'
import { STUDIES, type Study } from '../model/settings'
import { studies } from './studies'
import styles from './study.module.css'

/** Takes the focus when a study is opened, and brings it into sight; but not from a lesson, beside whose text it stands. */
function useFocus(open: Study | null) {
  const section = useRef<HTMLElement>(null)
  useEffect(() => {
    if (open === null || guide.getState().Card) return
    section.current?.focus({ preventScroll: true })
    section.current?.scrollIntoView({ block: 'start' })
  }, [open])
  return section
}

/** Controls for which Escape means something themselves. */
const ESCAPE_OWNERS = '[role="listbox"], [role="dialog"], input:not([type="range"], [type="radio"])'

/** Escape within the section closes what is open in it, and nothing else; the controls in it would keep the key for themselves. */
function useEscape(section: RefObject<HTMLElement | null>, open: boolean, onClose: () => void) {
  const latest = useRef(onClose)
  useEffect(() => {
    latest.current = onClose
  })
  useEffect(() => {
    const { current } = section
    if (!open || !current) return
    const onKey = (event: KeyboardEvent) => {
      const { target } = event
      const isOwned = target instanceof Element && target.closest(ESCAPE_OWNERS) !== null
      if (event.key !== 'Escape' || isOwned) return
      event.preventDefault()
      event.stopPropagation()
      latest.current()
      current.focus({ preventScroll: true }) // what had the focus is gone
    }
    current.addEventListener('keydown', onKey, true)
    return () => {
      current.removeEventListener('keydown', onKey, true)
    }
  }, [section, open])
}

function OpenStudy({ study: open }: { study: Study }) {
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
  useEscape(section, open !== null, () => {
    study(player, null)
  })
  return (
    <section ref={section} className={styles.study} data-part="studies" aria-labelledby="study-title" tabIndex={-1}>
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
      {open && <OpenStudy study={open} />}
    </section>
  )
}
