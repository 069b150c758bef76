import { useEffect, useRef, useState } from 'react'
import { lessonsText } from '../../i18n/lessons'
import { isForThePage } from '../../shell/keys'
import { Button } from '../../ui/button'
import { useCourse } from '../course/context'
import { openChannel } from './notes-channel'
import styles from './presenter.module.css'
import { slideOf } from './slide'
import { useTimer } from './use-timer'
import './present.css'

/** A clicker's keys for a black screen. */
const BLACK = ['b', 'B', '.']

/** A ring about the pointer, so that a class can follow it. */
function PointerRing() {
  const ring = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const onMove = ({ clientX, clientY }: PointerEvent) => {
      if (ring.current)
        Object.assign(ring.current.style, { display: 'block', transform: `translate(${clientX}px, ${clientY}px)` })
    }
    window.addEventListener('pointermove', onMove)
    return () => {
      window.removeEventListener('pointermove', onMove)
    }
  }, [])
  return <div ref={ring} className={styles.ring} aria-hidden="true" />
}

/** Keeps the window of notes in step with the lesson. */
function useNotes(): void {
  const { visit } = useCourse()
  useEffect(() => {
    const tell = () => {
      const slide = slideOf(visit.store.getState())
      channel.say(slide ? { kind: 'slide', slide } : { kind: 'bye' })
    }
    const channel = openChannel((message) => {
      if (message.kind === 'hello') tell()
      const { open } = visit.store.getState()
      if (message.kind === 'go' && open) visit.go(open.step + message.by)
    })
    const bye = () => {
      channel.say({ kind: 'bye' })
    }
    const unsubscribe = visit.store.subscribe(tell)
    window.addEventListener('pagehide', bye)
    tell()
    return () => {
      bye()
      unsubscribe()
      window.removeEventListener('pagehide', bye)
      channel.end()
    }
  }, [visit])
}

/** The keys of a presentation: black, and the end. While the screen is black, any key brings the page back. */
function usePresenterKeys(isBlack: boolean, setBlack: (black: boolean) => void): void {
  const { visit } = useCourse()
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isOurs = isBlack || (isForThePage(event) && (BLACK.includes(event.key) || event.key === 'Escape'))
      if (!isOurs) return
      event.preventDefault()
      event.stopImmediatePropagation()
      if (isBlack) setBlack(false)
      else if (event.key === 'Escape') visit.present(false)
      else setBlack(true)
    }
    window.addEventListener('keydown', onKey, true) // before the keys of the lesson and of the room
    return () => {
      window.removeEventListener('keydown', onKey, true)
    }
  }, [visit, isBlack, setBlack])
}

/** What a lesson has more while it is presented: a timer, a black screen, a ring about the pointer, and the way to the notes. */
export function Presenter({ since }: { since: number }) {
  const { visit } = useCourse()
  const [isBlack, setBlack] = useState(false)
  const [isBlocked, setBlocked] = useState(false)
  const timer = useTimer(since)
  const words = lessonsText.presenter
  useNotes()
  usePresenterKeys(isBlack, setBlack)
  useEffect(() => {
    document.documentElement.dataset.present = 'on'
    return () => {
      delete document.documentElement.dataset.present
    }
  }, [])
  const openNotes = () => {
    const address = `${location.pathname}${location.search}#present=notes`
    setBlocked(window.open(address, 'noisewalk-notes', 'popup,width=720,height=760') === null)
  }
  return (
    <>
      <div className={styles.bar} role="group" aria-label={words.bar}>
        <span role="timer" aria-label={words.timerName}>
          {timer}
        </span>
        <Button
          kind="quiet"
          name={words.black}
          explain={words.blackExplain}
          keyHint="B"
          onPress={() => {
            setBlack(true)
          }}
        />
        <Button kind="quiet" name={words.notes} explain={words.notesExplain} onPress={openNotes} />
        <Button
          kind="quiet"
          name={words.end}
          explain={words.endExplain}
          keyHint="Escape"
          onPress={() => {
            visit.present(false)
          }}
        />
      </div>
      {isBlocked && <p role="alert">{words.notesBlocked}</p>}
      <PointerRing />
      {isBlack && (
        <div
          className={styles.black}
          role="alert"
          onClick={() => {
            setBlack(false)
          }}
        >
          {words.blackNow}
        </div>
      )}
    </>
  )
}
