import { useEffect, useRef, useState } from 'react'
import { lessonsText } from '../../i18n/lessons'
import { Button } from '../../ui/button'
import { type NotesChannel, openChannel, type Slide } from './notes-channel'
import styles from './notes-window.module.css'
import { useTimer } from './use-timer'

/** The last slide that the page has told of, and whether the page is still there. */
function useSlide() {
  const [slide, setSlide] = useState<Slide>()
  const [isThere, setThere] = useState(false)
  const channel = useRef<NotesChannel>(undefined)
  useEffect(() => {
    const open = openChannel((message) => {
      if (message.kind === 'slide') setSlide(message.slide)
      if (message.kind === 'slide' || message.kind === 'bye') setThere(message.kind === 'slide')
    })
    channel.current = open
    open.say({ kind: 'hello' })
    return () => {
      open.end()
    }
  }, [])
  const go = (by: 1 | -1) => {
    channel.current?.say({ kind: 'go', by })
  }
  return { slide, isThere, go }
}

function useKeys(go: (by: 1 | -1) => void): void {
  const latest = useRef(go)
  useEffect(() => {
    latest.current = go
  })
  useEffect(() => {
    const onKey = ({ key }: KeyboardEvent) => {
      if (key === 'PageDown' || key === 'ArrowRight') latest.current(1)
      if (key === 'PageUp' || key === 'ArrowLeft') latest.current(-1)
    }
    document.addEventListener('keydown', onKey)
    return () => {
      document.removeEventListener('keydown', onKey)
    }
  }, [])
}

function Notes({ slide }: { slide: Slide }) {
  const words = lessonsText.presenter.window
  const timer = useTimer(slide.since)
  const isEnd = slide.step > slide.of
  return (
    <>
      <p className={styles.place}>
        <span>{isEnd ? words.end(slide.title) : words.step(slide.title, slide.step, slide.of)}</span>
        <span role="timer" aria-label={lessonsText.presenter.timerName}>
          {timer}
        </span>
      </p>
      <h1>{slide.heading || slide.title}</h1>
      {slide.question && (
        <>
          <h2>{words.ask}</h2>
          <p>{slide.question}</p>
        </>
      )}
      <h2>{words.notes}</h2>
      <p>{slide.notes || words.none}</p>
      <h2>{words.next}</h2>
      <p>{slide.next || words.nothing}</p>
    </>
  )
}

/** The second window: what the teacher asks, what the class will say, what comes next; in step with the page. */
export function NotesWindow() {
  const { slide, isThere, go } = useSlide()
  useKeys(go)
  const words = lessonsText.presenter.window
  return (
    <main className={styles.notes} aria-label={words.title}>
      {!isThere && <p role="status">{slide ? words.closed : words.waiting}</p>}
      {slide && <Notes slide={slide} />}
      {isThere && (
        <div className={styles.ways}>
          <Button
            name={words.back}
            keyHint="PageUp"
            onPress={() => {
              go(-1)
            }}
          />
          <Button
            kind="primary"
            name={words.forward}
            keyHint="PageDown"
            onPress={() => {
              go(1)
            }}
          />
        </div>
      )}
    </main>
  )
}
