import { describe, expect, test } from 'vitest'
import { curveOf, levelAt, logSnr, matchedLevel, mendedDrawing, timeGrid } from '../../../src/diffusion'
import { createForward } from '../../../src/walk/model/forward'
import { modelOf } from '../../../src/walk/model/models'
import { pathOf } from '../../../src/walk/model/path'
import { choiceOf, drawingOf, DRAWN_POINTS, NAMED_SCHEDULES } from '../../../src/walk/model/make-schedules'
import { type ScheduleChoice, scheduleOf } from '../../../src/walk/model/schedules'
import { defaults, sameRun } from '../../../src/walk/model/settings'
import { specOf } from '../../../src/walk/run/spec'

const falling = mendedDrawing(Array.from({ length: DRAWN_POINTS }, (_, i) => 9 - 0.7 * i))
const drawnSchedule = choiceOf(falling)
const under = (schedule: ScheduleChoice, model = 'digits-v') => ({ ...defaults, model, schedule })
const alphaBarAt = (schedule: ScheduleChoice, t: number) => scheduleOf(under(schedule)).schedule.alphaBar[t] ?? NaN

/** Π(1 − β) of a published β, t = 1 … 1000. */
const product = (beta: (part: number) => number) => (t: number) =>
  Array.from({ length: t }, (_, i) => 1 - beta(i / 999)).reduce((all, each) => all * each, 1)
const root = (first: number, last: number) => (part: number) =>
  (Math.sqrt(first) + part * (Math.sqrt(last) - Math.sqrt(first))) ** 2
const latent = product(root(0.00085, 0.012))
const published: Readonly<Record<(typeof NAMED_SCHEDULES)[number], (t: number) => number>> = {
  linear: product((part) => 1e-4 + part * (0.02 - 1e-4)),
  'scaled-linear': latent,
  cosine: (t) =>
    (Math.cos(((t / 1000 + 0.008) / 1.008) * (Math.PI / 2)) / Math.cos((0.008 / 1.008) * (Math.PI / 2))) ** 2,
  sigmoid: product((part) => 1e-4 + (0.02 - 1e-4) / (1 + Math.exp(6 - 12 * part))),
  quadratic: product(root(1e-4, 0.02)),
  exponential: product((part) => 1e-4 * 200 ** part),
  constant: product(() => 0.01005),
  'zero-terminal-snr': (t) => {
    const [first, last, here] = [latent(1), latent(1000), latent(t)].map(Math.sqrt)
    return (((here ?? NaN) - (last ?? NaN)) * ((first ?? NaN) / ((first ?? NaN) - (last ?? NaN)))) ** 2
  },
}

describe.each(NAMED_SCHEDULES)('the schedule %s', (schedule) => {
  test('has its published ᾱ', () => {
    for (const t of [1, 100, 500, 900]) expect(alphaBarAt(schedule, t)).toBeCloseTo(published[schedule](t), 9)
  })

  test('is that of the forward walk', () => {
    const x0 = Float32Array.from({ length: 784 }, (_, i) => Math.sin(i))
    const { xt, eps } = createForward()(x0, under(schedule), 400)
    const [signal, noise] = [Math.sqrt(published[schedule](400)), Math.sqrt(1 - published[schedule](400))]
    xt.forEach((value, i) => {
      expect(value).toBeCloseTo(signal * (x0[i] ?? 0) + noise * (eps[i] ?? 0), 5)
    })
  })

  test.each(['digits-v', 'linear-v'])('is walked back by the network %s at equal log-SNR', (model) => {
    const { levels, times } = pathOf(under(schedule, model))
    const { training } = modelOf({ model })
    expect(times).toEqual(timeGrid('trailing', 1000, 50))
    const [noisiest, cleanest] = [training.tMax, 1].map((t) => logSnr(levelAt(training, t)))
    for (const at of levels.slice(0, -1)) {
      if (at.t < 1000) expect(at.signal ** 2).toBeCloseTo(published[schedule](at.t), 9) // the cosine’s last β is limited
      const matchedLogSnr = logSnr(matchedLevel(training, at))
      expect(matchedLogSnr).toBeCloseTo(Math.min(cleanest ?? NaN, Math.max(noisiest ?? NaN, logSnr(at))), 6)
    }
  })
})

test('zero terminal SNR ends in pure noise, and its walk back begins there', () => {
  expect(alphaBarAt('zero-terminal-snr', 1000)).toBe(0)
  expect(pathOf(under('zero-terminal-snr')).levels[0]).toEqual({ t: 1000, signal: 0, noise: 1 })
})

describe('a drawn schedule', () => {
  test('is the same when its link is read again', () => {
    drawingOf(drawnSchedule)?.forEach((lambda, i) => {
      expect(lambda).toBeCloseTo(falling[i] ?? NaN, 9)
    })
    expect(choiceOf(drawingOf(drawnSchedule) ?? [])).toBe(drawnSchedule)
  })

  test('has the log-SNR of its points, and the engine is told its curve', () => {
    const { process } = scheduleOf(under(drawnSchedule))
    falling.forEach((lambda, i) => {
      expect(logSnr(levelAt(process, 40 * (i + 1)))).toBeCloseTo(lambda, 6)
    })
    const { schedule } = specOf(under(drawnSchedule))
    curveOf(falling).forEach((value, i) => {
      expect((schedule as readonly number[])[i]).toBeCloseTo(value, 9)
    })
  })
})

describe('the network’s own schedule', () => {
  test('chosen by its name is the same walk', () => {
    expect(scheduleOf(under('cosine'))).toMatchObject({ process: modelOf(defaults).training })
    expect(specOf(under('cosine'))).toEqual(specOf(under('own')))
    expect(specOf(under('linear', 'linear-v')).schedule).toBeUndefined()
    expect(specOf(under('cosine', 'linear-v')).schedule).toBe('cosine')
  })

  test('is what the engine is told nothing of', () => {
    expect(specOf(defaults)).not.toHaveProperty('schedule')
    expect(specOf({ ...under('linear'), process: 'vp' })).not.toHaveProperty('schedule')
  })

  test('left for another is another run', () => {
    expect(sameRun(defaults, under('linear'))).toBe(false)
    expect(sameRun(under(drawnSchedule), under(choiceOf(falling)))).toBe(true)
  })
})

test('a walk on another process keeps its levels, and its places are those of the chosen timeline', () => {
  const [ownPath, other] = [defaults, under('linear')].map((settings) =>
    pathOf({ ...settings, process: 'edm', grid: 'karras', steps: 8 }),
  )
  expect(other?.levels).toEqual(ownPath?.levels)
  const { process } = scheduleOf(under('linear'))
  other?.levels.slice(0, -2).forEach((at, i) => {
    expect(logSnr(levelAt(process, other.times[i] ?? NaN))).toBeCloseTo(logSnr(at), 6)
  })
})
