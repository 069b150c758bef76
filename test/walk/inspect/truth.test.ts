import { describe, expect, test } from 'vitest'
import type { LookedStep } from '../../../src/engine/protocol/look'
import type { Seen } from '../../../src/walk/inspect/context'
import { truthOf } from '../../../src/walk/inspect/truth'
import { pictureValues } from '../../../src/walk/model/pictures'
import { forwardFrame, watchedRun } from '../../../src/walk/run/player'
import type { Settings } from '../../../src/walk/model/settings'
import { walkWith } from '../fake-engine'

/** What is seen of a step that begins at the walk's start, of a network that is off by as much as is said. */
function seenOf(patch: Partial<Settings>, { step = 1, offX0 = 0, offEps = 0 } = {}): Seen {
  const { player } = walkWith({ direction: 'reverse', steps: 10, picture: { kind: 'gallery', index: 4 }, ...patch })
  const run = watchedRun(player)
  const { settings } = run
  const x0 = pictureValues(settings.picture, player.gallery) ?? new Float32Array()
  const eps = forwardFrame(player, 500)?.eps ?? new Float32Array()
  const lookedStep = {
    index: step,
    from: run.levels[step - 1],
    xt: run.frames[0]?.xt,
    answer: { x0Hat: x0.map((value) => value + offX0), epsHat: eps.map((value) => value - offEps) },
  } as LookedStep
  return { player, run, forward: false, step, sample: 0, look: { status: 'looked', step: lookedStep }, lookedStep }
}

describe('what was true of a step', () => {
  test('where the walk turned back, both errors are known', () => {
    const truth = truthOf(seenOf({ from: 500 }, { offX0: 0.25, offEps: 0.5 }))
    if (truth.kind !== 'turn') throw new Error(`It is ${truth.kind}.`)
    expect(truth.x0Error).toBeCloseTo(0.25, 6)
    expect(truth.epsError).toBeCloseTo(0.5, 6)
    expect(truth.facts.map(({ name }) => name)).toEqual(['x0Error', 'epsError'])
  })

  test('later it is only the distance from the picture that the walk began with', () => {
    expect(truthOf(seenOf({ from: 500 }, { step: 2, offX0: 0.25 }))).toEqual({
      kind: 'after',
      distance: expect.closeTo(0.25, 6) as number,
    })
  })

  test('nor where the first steps are left out: there xₜ is not made of this x₀ and ε at the step’s level', () => {
    expect(truthOf(seenOf({ from: 500, skip: 2 })).kind).toBe('after')
  })

  test('an inverted picture’s noise was not drawn: there is a distance, and no error of ε', () => {
    expect(truthOf(seenOf({ from: 'inverted' })).kind).toBe('after')
  })

  test('from pure noise nothing is known', () => {
    expect(truthOf(seenOf({ from: 'noise' }))).toEqual({ kind: 'unknown' })
  })
})
