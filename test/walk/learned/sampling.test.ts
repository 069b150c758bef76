import { describe, expect, test } from 'vitest'
import {
  arrayAlgebra,
  dataLevel,
  denoised,
  discreteProcess,
  level,
  type Level,
  makeSampler,
  normalArray,
  sample,
  timeGrid,
} from '../../../src/diffusion'
import { samplerOf } from '../../../src/walk/learned/sampling'
import { FIRST } from '../../../src/walk/model/models'
import { answeringWalk, settled } from './answering-walk'

const SIZE = 784

/** What DDPM with σₜ² = β̃ₜ makes of the same noise and the same network, by the code of every run. */
function wholeRun(strides: number, seed: number): Float32Array {
  const levels: Level[] = timeGrid('trailing', 1000, strides).map((t) =>
    t === 0 ? dataLevel : level(FIRST.schedule, t),
  )
  const course = { algebra: arrayAlgebra, levels, memory: 0, process: discreteProcess(FIRST.schedule) }
  const xt = normalArray({ seed, purpose: 'start', step: 0, sample: 0 }, SIZE)
  const steps = sample(
    makeSampler({ id: 'ddpm', variance: 'beta-tilde' }),
    course,
    { index: 0, xt, history: [] },
    {
      denoise: (x, at) =>
        denoised(
          arrayAlgebra,
          x,
          at,
          x.map((value) => 0.5 * value),
          { prediction: 'v_prediction', clip: true },
        ),
      normal: (step, draw) => normalArray({ seed, purpose: 'step', step, sample: 0, draw }, SIZE),
    },
  )
  return [...steps].at(-1)?.next ?? xt
}

describe('the sampling algorithm', () => {
  test('all rounds are the walk by DDPM, number for number, and ask the network once each', async () => {
    const { player, questions } = answeringWalk({ seed: 5, label: 7 })
    const sampler = samplerOf(player)
    sampler.begin({ strides: 20 })
    await sampler.play()
    const { line, rounds, xt, status } = sampler.store.getState()
    expect([line, rounds, status]).toEqual([6, 20, 'still'])
    expect(questions.map(({ timesteps }) => timesteps[0])).toEqual(
      timeGrid('trailing', 1000, 20)
        .slice(0, -1)
        .map((t) => t - 1),
    )
    expect(questions.every(({ labels }) => labels[0] === 7)).toBe(true)
    expect(xt).toEqual(wholeRun(20, 5))
  })

  test('line by line it goes the same way: draws x_T, z but in the last round, asks, and returns', async () => {
    const { player, questions } = answeringWalk({ seed: 5 })
    const sampler = samplerOf(player)
    sampler.begin({ strides: 20 })
    const lines: number[] = []
    const state = () => sampler.store.getState()
    while (state().line !== 6) {
      lines.push(state().line)
      await sampler.nextLine()
      if (state().line === 3) expect(state().z === undefined).toBe(state().rounds === 19)
    }
    expect(lines).toEqual([1, ...Array.from({ length: 20 }, () => [2, 3, 4]).flat()])
    expect(questions).toHaveLength(20)
    expect(state().xt).toEqual(wholeRun(20, 5))
    await sampler.nextLine() // and begins again
    expect([state().line, state().rounds]).toEqual([1, 0])
  })

  test('stopped, it stands where it is and goes on from there; begun anew, nothing of before comes into it', async () => {
    const { player } = answeringWalk({ seed: 5 })
    const sampler = samplerOf(player)
    sampler.begin({ strides: 20 })
    let rounds = 0
    const watch = sampler.store.subscribe(({ line }, before) => {
      if (line !== 4 || before.line === 6) return
      rounds += 1
      if (rounds === 4) sampler.stop()
    })
    await sampler.play()
    watch()
    expect(sampler.store.getState()).toMatchObject({ line: 4, rounds: 3, status: 'still' })
    await sampler.play()
    expect(sampler.store.getState().xt).toEqual(wholeRun(20, 5))
    const playing = sampler.play()
    sampler.begin({ newNoise: true })
    await playing
    await settled()
    expect(sampler.store.getState()).toMatchObject({ line: 1, rounds: 0, seed: 6, status: 'still' })
  })

  test('a lost device is a fault, what was rounds stays, and it can be tried again', async () => {
    const { player, instead } = answeringWalk({ seed: 5 })
    const sampler = samplerOf(player)
    sampler.begin({ strides: 20 })
    const fault = { code: 'ask-lost', details: {} }
    sampler.store.subscribe(({ rounds, line }) => {
      if (rounds === 2 && line === 4) instead.answered = { status: 'failed', fault }
    })
    await sampler.play()
    expect(sampler.store.getState()).toMatchObject({ status: 'failed', fault, rounds: 2, line: 4 })
    delete instead.answered
    await sampler.nextLine()
    expect(sampler.store.getState()).toMatchObject({ rounds: 3, line: 2 })
  })
})
