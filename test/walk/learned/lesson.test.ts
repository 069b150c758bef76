import { afterEach, describe, expect, test } from 'vitest'
import { simpleLoss } from '../../../src/diffusion'
import type { Answered } from '../../../src/engine/protocol/ask'
import { followLesson, lessonOf, nextLine, redraw, wholeRound } from '../../../src/walk/learned/lesson'
import { patchSettings } from '../../../src/walk/run/player'
import { initialEngine } from '../../../src/walk/run/store'
import { answeringWalk, settled } from './answering-walk'

let end: () => void = () => undefined
afterEach(() => {
  end()
})
async function open(...args: Parameters<typeof answeringWalk>) {
  const walk = answeringWalk(...args)
  const store = lessonOf(walk.player)
  end = followLesson(walk.player, store)
  await settled()
  return { ...walk, store, lesson: () => store.getState() }
}

describe('the training algorithm, line by line', () => {
  test('opens with one round done: one question, of xₜ = α·x₀ + σ·ε at timestep t − 1, told what the picture shows', async () => {
    const { questions, lesson } = await open()
    expect(questions).toHaveLength(1)
    const { answer, draws, status } = lesson()
    if (!answer) throw new Error('an answer')
    const { x0, eps, xt, at } = answer.example
    expect(status).toBe('answered')
    expect(at.t).toBe(draws.t)
    expect(questions[0]?.timesteps).toEqual([draws.t - 1])
    expect(questions[0]?.labels).toEqual([null]) // this gallery names nothing
    expect(xt[100]).toBeCloseTo(at.signal * (x0[100] ?? NaN) + at.noise * (eps[100] ?? NaN), 5)
    const vHat = xt.map((x) => 0.5 * x) // the first network says v
    const epsHat = xt.map((x, j) => at.noise * x + at.signal * (vHat[j] ?? NaN))
    expect(simpleLoss(answer.denoised.epsHat, epsHat)).toBeLessThan(1e-9)
  })

  test('each line draws what it says and nothing else; the last asks', async () => {
    const { player, store, lesson, questions } = await open()
    const before = lesson().draws
    nextLine(player, store)
    expect(lesson().line).toBe(2)
    await settled()
    expect(questions).toHaveLength(1) // the line before does not ask about the new picture
    expect({ ...lesson().draws, picture: before.picture }).toEqual(before)
    nextLine(player, store)
    expect(lesson().line).toBe(3)
    expect(lesson().draws.noise).toBe(before.noise)
    nextLine(player, store)
    expect([lesson().line, lesson().draws.noise]).toEqual([4, 3])
    await settled()
    expect(questions).toHaveLength(1)
    nextLine(player, store)
    await settled()
    expect([lesson().line, questions.length]).toEqual([5, 2])
    expect(lesson().answer?.example.at.t).toBe(lesson().draws.t)
  })

  test('the same presses give the same draws, and one seed other draws than another', async () => {
    const draws = async (seed: number) => {
      const { player, store, lesson } = await open({ seed })
      wholeRound(player, store)
      redraw(player, store, ['t'])
      await settled()
      end()
      return { ...lesson().draws, eps: lesson().answer?.example.eps }
    }
    expect(await draws(7)).toEqual(await draws(7))
    expect((await draws(7)).t).not.toBe((await draws(8)).t)
  })

  test('each of the three is drawn again by itself', async () => {
    const { player, store, lesson } = await open()
    const before = lesson().draws
    redraw(player, store, ['noise'])
    expect(lesson().draws).toEqual({ ...before, noise: lesson().drawCount })
  })
})

describe('whom it asks', () => {
  test('set by hand it is asked anew, and while one is dragged only the newest is answered', async () => {
    const { store, lesson, questions } = await open()
    for (const t of [10, 20, 30]) store.setState({ draws: { ...lesson().draws, t } })
    await settled()
    expect(questions.at(-1)?.timesteps).toEqual([29])
    expect(lesson().answer?.example.at.t).toBe(30)
    const { length } = questions
    store.setState({ draws: { ...lesson().draws } }) // the same again
    await settled()
    expect(questions).toHaveLength(length)
  })

  test('without a network it waits, and goes on when one is there', async () => {
    const walk = answeringWalk()
    const { engine } = walk.player.store.getState()
    walk.player.store.setState({ engine: initialEngine })
    const store = lessonOf(walk.player)
    end = followLesson(walk.player, store)
    await settled()
    expect([store.getState().status, walk.questions.length]).toEqual(['waiting', 0])
    walk.player.store.setState({ engine })
    await settled()
    expect(store.getState().status).toBe('answered')
  })

  test('a lost device is a fault, and when another is there it asks again', async () => {
    const walk = answeringWalk()
    const fault = { code: 'ask-lost', details: {} }
    walk.instead.answered = { status: 'failed', fault }
    const store = lessonOf(walk.player)
    end = followLesson(walk.player, store)
    await settled()
    expect(store.getState()).toMatchObject({ status: 'failed', fault })
    delete walk.instead.answered
    const { engine } = walk.player.store.getState()
    walk.player.store.setState({ engine: initialEngine })
    walk.player.store.setState({ engine })
    await settled()
    expect(store.getState()).toMatchObject({ status: 'answered', fault: undefined })
  })

  test('an answer of a network that was replaced is not shown', async () => {
    const walk = answeringWalk()
    let reply: (answered: Answered) => void = () => undefined
    walk.instead.answered = new Promise((resolve) => {
      reply = resolve
    })
    const store = lessonOf(walk.player)
    end = followLesson(walk.player, store)
    walk.player.store.setState({ engine: initialEngine }) // another is on its way
    reply({ status: 'answered', output: new Float32Array(784), ms: 1 })
    await settled()
    expect(store.getState()).toMatchObject({ status: 'waiting', answer: undefined })
  })

  test('another network has a lesson of its own, and another seed of the walk other noise', async () => {
    const { player, store, questions } = await open()
    patchSettings(player, { seed: 99 })
    await settled()
    expect(questions).toHaveLength(2)
    expect(questions[1]?.states).not.toEqual(questions[0]?.states)
    expect(lessonOf(player)).toBe(store)
    patchSettings(player, { model: 'growing' })
    expect(lessonOf(player)).not.toBe(store)
  })
})
