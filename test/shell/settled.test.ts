import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createSpeaker, GAP_MS, REST_MS, waitOf } from '../../src/shell/settled'

describe('words that follow what is shown at a distance', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  /** A speaker, the frames that it has told, and when. */
  function listening() {
    const speaker = createSpeaker()
    const announcements: { frame: number; at: number }[] = []
    const show = (frame: number, playing: boolean) => {
      speaker.moved(playing, () => announcements.push({ frame, at: performance.now() }))
    }
    return { speaker, announcements, show }
  }

  test('a drag is told once, when it rests', () => {
    const { announcements, show } = listening()
    for (let frame = 0; frame < 200; frame++) {
      show(frame, false)
      vi.advanceTimersByTime(16)
    }
    expect(announcements).toEqual([])
    vi.advanceTimersByTime(REST_MS)
    expect(announcements.map(({ frame }) => frame)).toEqual([199])
  })

  test.each([4, 12, 60])(
    'a walk that plays at %i frames a second is told once in two seconds, and its end',
    (speed) => {
      const { announcements, show } = listening()
      const frames = 10 * speed
      for (let frame = 0; frame <= frames; frame++) {
        show(frame, frame < frames)
        vi.advanceTimersByTime(1000 / speed)
      }
      vi.advanceTimersByTime(GAP_MS)
      expect(announcements.length).toBeGreaterThanOrEqual(5)
      expect(announcements.length).toBeLessThanOrEqual(7)
      expect(announcements.at(-1)?.frame).toBe(frames)
      for (const [i, { at }] of announcements.entries())
        if (i > 0) expect(at - (announcements[i - 1]?.at ?? NaN)).toBeGreaterThan(GAP_MS - 2) // the clock of timers has whole milliseconds
    },
  )

  test('steps by hand wait for the sentence before them; one that leaves says nothing more', () => {
    const { speaker, announcements, show } = listening()
    show(1, false)
    vi.advanceTimersByTime(REST_MS)
    show(2, false)
    vi.advanceTimersByTime(REST_MS)
    expect(announcements).toHaveLength(1)
    vi.advanceTimersByTime(GAP_MS)
    expect(announcements).toHaveLength(2)
    show(3, false)
    speaker.end()
    vi.advanceTimersByTime(10 * GAP_MS)
    expect(announcements).toHaveLength(2)
  })

  test('nothing waits for the past', () => {
    expect(waitOf(10_000, 0, 0, false)).toBe(0)
    expect(waitOf(10_000, -Infinity, 10_000, true)).toBe(0)
    expect(waitOf(10_000, -Infinity, 10_000, false)).toBe(REST_MS)
  })
})
