import { describe, expect, test } from 'vitest'
import { cosineSchedule, discreteProcess, levelAt } from '../../../src/diffusion'
import { text } from '../../../src/i18n'
import { spokenText } from '../../../src/i18n/spoken'
import { T } from '../../../src/runs/timeline'
import { watchedRun } from '../../../src/walk/run/player'
import { withFrame } from '../../../src/runs/run'
import type { Settings } from '../../../src/walk/model/settings'
import { noiseShare, pictureWords, wordOf } from '../../../src/walk/stage/picture-words'
import { walkWith } from '../fake-engine'

function wordsAt(patch: Partial<Settings>, labels: readonly number[] = Array.from({ length: 20 }, (_, n) => n % 10)) {
  const walk = walkWith(patch)
  walk.player.gallery = { bytes: walk.gallery.bytes, labels }
  return { ...walk, words: () => pictureWords(walk.player, walk.state()) }
}

describe('how far a picture is dissolved', () => {
  test('is the share of its variance that is noise: 1 − ᾱ of a schedule', () => {
    const schedule = cosineSchedule(T)
    for (const t of [0, 1, 250, 640, T])
      expect(noiseShare(levelAt(discreteProcess(schedule), t))).toBeCloseTo(1 - (schedule.alphaBar[t] ?? NaN), 10)
  })

  test('is the same where the variance of a process grows, at the same signal-to-noise ratio', () => {
    expect(noiseShare({ signal: 1, noise: 80 })).toBeCloseTo(noiseShare({ signal: 1 / 80, noise: 1 }), 10)
  })

  test('has words that grow with it, each within a tenth of the truth', () => {
    const named = [0, 0.025, 0.1, 1 / 4, 1 / 3, 1 / 2, 2 / 3, 3 / 4, 0.9, 0.975, 1]
    let before = 0
    for (let share = 0; share <= 1; share += 1 / 512) {
      const word = wordOf(share)
      expect(word).toBeGreaterThanOrEqual(before)
      expect(Math.abs((named[word] ?? NaN) - share)).toBeLessThan(0.1)
      before = word
    }
    expect([wordOf(0), wordOf(1)]).toEqual([0, 10])
    expect(spokenText.dissolved).toHaveLength(11)
    expect(spokenText.noise).toHaveLength(11)
  })
})

describe('the large picture in words', () => {
  test('is a digit that the page knows, on the way into noise', () => {
    const { words } = wordsAt({ t: 640, picture: { kind: 'gallery', index: 13 } })
    expect(words()).toBe(spokenText.forward(text.menus.digit.picture('3'), spokenText.dissolved[7] ?? '', 640, T))
  })

  test('is no more than the visitor’s own picture, where it is theirs, and nothing before it has come', () => {
    expect(wordsAt({ t: 0, picture: { kind: 'own', pixels: '' } }).words()).toContain(text.forward.own)
    const { player, words } = wordsAt({ t: 0 })
    player.gallery = undefined
    expect(words()).toBe(text.stage.noPicture)
  })

  test('is only what was asked for, on the way back, from noise alone to none', () => {
    const { player, words, answer } = wordsAt({ direction: 'reverse', steps: 2, label: 3, seed: 4 })
    expect(words()).toContain(spokenText.reverse(0, 2, T, spokenText.noise[10] ?? ''))
    expect(words()).toContain(spokenText.asked(text.menus.digit.title('3'), 1, false))
    player.move({ goal: 2 })
    player.ask()
    answer()
    answer()
    player.move({ frame: 2 })
    expect(words()).toContain(spokenText.reverse(2, 2, 0, spokenText.noise[0] ?? ''))
    expect(words()).not.toContain(text.menus.digit.picture('3'))
  })

  test('has what the classifier reads, while it is asked', () => {
    const { player, words } = wordsAt({ direction: 'reverse', steps: 2, label: 3, judge: true })
    player.store.setState({ classifier: { status: 'ready', labels: ['0', '1', '2', '3'], accuracy: [] } })
    const [watched] = player.runs
    const start = watchedRun(player).frames[0]
    if (!watched || !start) throw new Error('the walk has no start')
    const read = { ...start, reading: Float32Array.of(0.2, 0.3, 0.09, 0.41) }
    player.runs = [{ ...watched, run: withFrame(watched.run, read) }]
    expect(words()).toMatch(/Read as 3, 41 %, as asked\.$/)
    player.store.setState(({ settings }) => ({ settings: { ...settings, judge: false } }))
    expect(words()).not.toContain('Read as')
  })
})
