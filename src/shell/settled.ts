import { useEffect, useRef, useState } from 'react'

/** The least time between two sentences, in milliseconds: a screen reader needs about as long to say one. */
export const GAP_MS = 2000
/** How long the playhead must rest, in milliseconds, after the visitor has moved it. */
export const REST_MS = 500

/**
 * How long the latest words wait before they are said, in milliseconds.
 *
 * @param now a time, as `lastSpoken` (when words were said last) and `lastMoved` (when what they describe changed last) are
 * @param playing whether it changes by itself; then nobody waits for a rest
 */
export const waitOf = (now: number, lastSpoken: number, lastMoved: number, playing: boolean): number =>
  Math.max(0, lastSpoken + GAP_MS - now, playing ? 0 : lastMoved + REST_MS - now)

/** Says the latest words, not too often; what came between is never said. */
export function createSpeaker() {
  let lastSpoken = -Infinity
  let timer: ReturnType<typeof setTimeout> | undefined
  return {
    /** What the words describe has changed. @param say is called later, unless it changes again before */
    moved: (playing: boolean, say: () => void): void => {
      clearTimeout(timer)
      const now = performance.now()
      timer = setTimeout(
        () => {
          lastSpoken = performance.now()
          say()
        },
        waitOf(now, lastSpoken, now, playing),
      )
    },
    end: (): void => {
      clearTimeout(timer)
    },
  }
}

/**
 * Words that follow what is shown at a distance: while it plays once in about two seconds, else when it rests.
 *
 * @param words puts the present state into words; it is called when they are due, so that a drag does not compute any
 */
export function useSettled(words: () => string, playing: boolean): string {
  const [settled, setSettled] = useState(words)
  const [speaker] = useState(createSpeaker)
  const latest = useRef(words)
  useEffect(() => {
    latest.current = words
    speaker.moved(playing, () => {
      setSettled(latest.current())
    })
  })
  useEffect(() => speaker.end, [speaker])
  return settled
}
