import { describe, expect, test } from 'vitest'
import { logSnr, levelAt, makeProcess } from '../../../src/diffusion'
import type { Frame } from '../../../src/engine/protocol/pictures'
import {
  type Asking,
  canAskForNone,
  continuationOf,
  evaluationsOf,
  isBrought,
  SAMPLES,
  timesFrom,
} from '../../../src/walk/decided/continuation'
import { subjectOf } from '../../../src/walk/decided/subject'
import { FIRST } from '../../../src/walk/model/models'
import { choiceOf, defaults, type Settings } from '../../../src/walk/model/settings'
import { watchedRun } from '../../../src/walk/run/player'
import { frameOf, walkWith } from '../fake-engine'

const asking: Asking = { steps: 50, askedClass: 'none', draw: 0 }

/** A walk back that has recorded so many frames, each of them other noise. */
function walkedBack(patch: Partial<Settings>, frames: number) {
  const walk = walkWith({ direction: 'reverse', ...patch })
  for (let i = 0; i < frames; i++) {
    walk.player.ask()
    const index = watchedRun(walk.player).frames.length
    const frame: Frame = frameOf(watchedRun(walk.player).spec, index)
    walk.hears.frame({ ...frame, xt: frame.xt.map((_, j) => Math.sin(j + index)) })
  }
  return walk.player
}
function subjectWith(patch: Partial<Settings>, frames = 3) {
  const player = walkedBack(patch, frames)
  const subject = subjectOf(player, player.store.getState().settings)
  if (!subject) throw new Error('The walk is there.')
  return { subject, run: watchedRun(player) }
}
function continued(patch: Partial<Settings>, key = 2, how: Partial<Asking> = {}) {
  const { subject, run } = subjectWith(patch)
  const state = subject.stateAt(key)
  if (!state) throw new Error('There is such a frame.')
  return { ...continuationOf(subject, state, { ...asking, ...how }), state, run, subject }
}

describe('the times of a continuation', () => {
  test.each([
    [1000, 50],
    [1000, 100],
    [317, 25],
    [40, 50],
    [2.5, 50],
    [1.01, 25],
    [1, 100],
    [0.3, 25],
  ])('from t = %f in %i steps they fall strictly to the data, over whole t', (t, steps) => {
    const times = timesFrom(t, steps)
    expect([times[0], times.at(-1)]).toEqual([t, 0])
    expect(times.length - 1).toBe(Math.max(1, Math.min(steps, Math.floor(t))))
    for (const [i, time] of times.entries()) if (i > 0) expect(time).toBeLessThan(times[i - 1] ?? NaN)
    expect(times.slice(1).every(Number.isInteger)).toBe(true)
  })
})

test('a frame of the walk back is continued sixteen times, from its first picture, by DDPM, down from its own level', () => {
  const { spec, start, state, run } = continued({ samples: 4 })
  const xt = run.frames[2]?.xt.subarray(0, 784)
  expect(state.xt).toEqual(xt)
  for (let i = 0; i < SAMPLES; i++) expect(start.subarray(i * 784, (i + 1) * 784)).toEqual(xt)
  expect(spec.levels[0]).toEqual(run.levels[2])
  expect(spec).toMatchObject({
    process: 'discrete',
    sampler: { id: 'ddpm', variance: 'learned' },
    samples: SAMPLES,
    label: null,
  })
  expect(spec.levels).toHaveLength(51)
})

test('its fresh noise has nothing of the walk’s, and each draw has its own', () => {
  const seeds = [0, 1, 2].map((draw) => continued({}, 2, { draw }).spec.seed)
  expect(new Set([defaults.seed, ...seeds]).size).toBe(4)
  expect(continued({ seed: 0xffffffff }).spec.seed).toBe(0x9e3779b8)
})

test('asked as the walk it has the walk’s class and guidance; for no class it has neither', () => {
  const guided = { label: 7, guidance: 3, negative: 2 }
  const asWalk = continued(guided, 2, { askedClass: 'walk' }).spec
  expect(asWalk.label).toBe(7)
  expect(asWalk.changes[0]).toMatchObject({ kind: 'classifier-free', scale: 3, negative: 2 })
  expect(evaluationsOf(asWalk)).toBe(2 * 50 * SAMPLES)
  const none = continued(guided).spec
  expect([none.label, none.changes]).toEqual([null, [{ kind: 'clip' }]])
  expect(evaluationsOf(none)).toBe(50 * SAMPLES)
  expect(canAskForNone({ ...defaults, label: null })).toBe(false)
  expect(canAskForNone({ ...defaults, label: null, guidance: 3, negative: 4 })).toBe(true)
})

test.each(['ve', 'edm', 'flow', 'vp'] as const)(
  'of a walk on %s the state is brought to the network’s own process at equal log-SNR, x·α′/α',
  (process) => {
    const { spec, start, state, subject, run } = continued({ process, sampler: 'heun' })
    const [ownLevel, at] = [spec.levels[0], run.levels[2]]
    if (!ownLevel || !at) throw new Error('Both have levels.')
    expect(isBrought(subject)).toBe(true)
    expect(logSnr(ownLevel)).toBeCloseTo(logSnr(at), 9)
    expect(ownLevel).toEqual(levelAt(FIRST.training, ownLevel.t))
    expect(start[10]).toBeCloseTo(((state.xt[10] ?? NaN) * ownLevel.signal) / at.signal, 5)
    expect(spec.schedule).toBeUndefined()
  },
)

test('of a branch the frames of its past are continued as its past went on, and a branch is another walk', () => {
  const { label, ...choice } = choiceOf(defaults)
  const past = [{ chosen: { ...choice, label: 5 }, until: 2 }]
  const { subject } = subjectWith({ label: 7, past })
  const labelAt = (key: number) => {
    const state = subject.stateAt(key)
    return state && continuationOf(subject, state, { ...asking, askedClass: 'walk' }).spec.label
  }
  expect([labelAt(1), labelAt(2), label]).toEqual([5, 7, 3])
  expect(subject.key).not.toBe(subjectWith({ label: 7 }).subject.key)
})

describe('what is continued', () => {
  test('is the walk back, by its noisy frames, from data to noise', () => {
    const { subject } = subjectWith({ steps: 4 }, 4)
    expect(subject.kind).toBe('run')
    expect(subject.places.map(({ key }) => key)).toEqual([3, 2, 1, 0]) // frame 4 is the data
    expect(subject.places.at(-1)?.t).toBe(1000)
    expect(subject.stateAt(9)).toBeUndefined()
  })

  test('is the forward walk where the walk back has no frame yet, or is not in sight', () => {
    expect(subjectWith({}, 0).subject.kind).toBe('forward')
    const { subject } = subjectWith({ direction: 'forward' }, 0)
    expect(subject.places).toHaveLength(1000)
    const state = subject.stateAt(1000)
    expect(state?.at.t).toBe(1000)
    expect(isBrought({ kind: 'forward', settings: { ...defaults, process: 've' } })).toBe(false)
    expect(makeProcess('ve', FIRST.schedule).id).toBe('ve')
  })

  test('is another where picture, seed, schedule or run is another', () => {
    const keys = [{}, { seed: 1 }, { picture: { kind: 'gallery', index: 4 } } as const, { label: 8 }].map(
      (patch) => subjectWith({ direction: 'forward', ...patch }, 0).subject.key,
    )
    const runs = [{}, { steps: 20 }, { seed: 1 }].map((patch) => subjectWith(patch).subject.key)
    expect(new Set([...keys, ...runs]).size).toBe(7)
  })
})
