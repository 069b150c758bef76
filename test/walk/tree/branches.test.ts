import { describe, expect, test } from 'vitest'
import { pathOf } from '../../../src/walk/model/path'
import { defaults } from '../../../src/walk/model/settings'
import { branchHere } from '../../../src/walk/run/branch-here'
import { branchesOf } from '../../../src/walk/run/branches'
import { bytesOfRuns, withRun } from '../../../src/walk/run/kept-runs'
import { patchSettings } from '../../../src/walk/run/player'
import { choose } from '../../../src/walk/tree/actions'
import { followPast } from '../../../src/walk/tree/keep-past'
import { toEnd } from '../../../src/runs/playback'
import { frameOf } from '../fake-engine'
import { grown, stochastic } from './grown'

describe('a branch', () => {
  test('shares its past with the run that it leaves, bit for bit, and nothing after it', async () => {
    const { branchAt, stand, run, finish, opened } = grown()
    stand(6)
    const before = run().frames
    await branchAt(3)
    expect(run().frames).toEqual(before.slice(0, 4))
    run().frames.forEach((frame, i) => {
      expect(frame).toBe(before[i])
    })
    finish()
    expect(opened.at(-1)).toMatchObject({ index: 3, nfe: 3, history: [], spec: { seed: 2 } })
    expect(opened.at(-1)?.spec.levels).toEqual(run().levels)
  })

  test('draws other noise where the sampler draws any, and of two from one frame each its own', async () => {
    const { branchAt, branches } = grown()
    for (let i = 0; i < 3; i++) await branchAt(2)
    // The second and the third leave the first branch, at the frame at which it began.
    expect(branches().map(({ chosen: choice, past }) => [choice.seed, past.map(({ until }) => until)])).toEqual([
      [1, []],
      [2, [2]],
      [3, [2]],
      [4, [2]],
    ])
  })

  test('of a deterministic sampler asks for something else, since other noise would change nothing', async () => {
    const { branchAt, state } = grown({ ...stochastic, sampler: 'ddim', eta: 0, label: 3 })
    await branchAt(2)
    await branchAt(2)
    expect(state().settings).toMatchObject({ seed: 1, label: 5 })
  })

  test('of a branch keeps both pasts, and the engine is asked with the settings of each', async () => {
    const { branchAt, run, player, stand, finish, opened } = grown()
    await branchAt(2)
    await branchAt(4)
    stand(6)
    expect(run().stretches.map(({ settings, since, until }) => [settings.seed, since, until])).toEqual([
      [1, 0, 2],
      [2, 2, 4],
      [3, 4, Infinity],
    ])
    // What was dropped is computed again along the whole past.
    const { frames } = run()
    player.keptRuns = []
    player.runs = [{ run: { ...run(), frames: frames.slice(0, 1) }, progress: 'closed' }]
    opened.length = 0
    toEnd(player, 'end')
    finish()
    expect(opened.map(({ index, spec }) => [index, spec.seed])).toEqual([
      [0, 1],
      [2, 2],
      [4, 3],
    ])
    expect(run().frames.map(({ xt }) => xt)).toEqual(frames.map(({ xt }) => xt))
  })

  test('counts what is set from where it left: its past stays, and the playhead stands there', async () => {
    const { branchAt, player, run, frame, press } = grown()
    await branchAt(3)
    await press(() => {
      patchSettings(player, { label: 8 })
    })
    expect([frame(), run().frames.length]).toEqual([3, 4])
    expect(run().stretches.map(({ settings }) => settings.label)).toEqual([3, 8])
  })

  test('of another number of steps goes on over the levels of their grid that have less noise', () => {
    const past = [{ chosen: { ...defaults, steps: 10 }, until: 4 }]
    expect(pathOf({ ...defaults, steps: 5, past }).times).toEqual([1000, 900, 800, 700, 600, 400, 200, 0])
    expect(pathOf({ ...defaults, steps: 1, past }).times).toEqual([1000, 900, 800, 700, 600, 0])
  })

  test('is begun while another one is computed, which keeps what it has', async () => {
    const { branchAt, answer, run, press, player, choose: choose0 } = { ...grown(), choose }
    await branchAt(2)
    answer()
    const { frames } = run()
    await press(() => {
      branchHere(player) // the first frame of the branch, at which the playhead stands, has come
    })
    choose0(player, branchesOf(player.store.getState().settings)[1] ?? expect.fail())
    expect(run().frames).toEqual(frames)
  })

  test('of a lost device goes on from its last frame, with its own settings', async () => {
    const { branchAt, answer, hears, becomeReady, player, opened, run } = grown()
    await branchAt(2)
    answer()
    const frames = run().frames.length
    hears.lost('reset')
    becomeReady()
    toEnd(player, 'end')
    expect(run().frames.length).toBe(frames)
    expect(opened.at(-1)).toMatchObject({ index: frames - 1, spec: { seed: 2 } })
  })

  test('cannot be where no step is left, nor in the walk into noise', async () => {
    const { stand, player, branches, press } = grown()
    stand(6)
    branchHere(player)
    expect(branches()).toEqual([])
    await press(() => {
      patchSettings(player, { direction: 'forward' })
    })
    branchHere(player)
    expect(branches()).toEqual([])
  })
})

describe('the past of a branch', () => {
  test('is left where no state of it could go on: another number of pictures, another process', async () => {
    for (const patch of [{ samples: 4 }, { process: 'vp' }, { schedule: 'sigmoid' }, { from: 500 }] as const) {
      const { branchAt, player, state, run } = grown()
      await branchAt(3)
      let dropped = 0
      const end = followPast(player, (now) => {
        expect(now.past).toEqual([])
        dropped += 1
      })
      patchSettings(player, patch)
      end()
      expect([state().settings.past, dropped], JSON.stringify(patch)).toEqual([[], 1])
      expect(run().samples).toBe(state().settings.samples)
    }
  })

  test('stays under another network, on the schedule on which it was made', async () => {
    const { branchAt, player, state } = grown()
    await branchAt(3)
    const end = followPast(player, () => expect.fail('it was dropped'))
    patchSettings(player, { model: 'linear-v' })
    end()
    expect(state().settings).toMatchObject({ model: 'linear-v', schedule: 'cosine' })
    expect(state().settings.past).toHaveLength(1)
  })

  test('brings the network that made it when it is computed again', async () => {
    const { branchAt, player, run } = grown()
    await branchAt(3)
    const brought: string[] = []
    player.bring = (model) => {
      brought.push(model)
    }
    patchSettings(player, { model: 'growing' })
    player.network = { status: 'ready', id: 'growing' }
    player.runs = [{ run: { ...run(), frames: run().frames.slice(0, 2) }, progress: 'closed' }]
    player.ask()
    expect(brought).toEqual([defaults.model])
  })
})

test('memory: frames that runs share count once, and runs outside of the tree go first', () => {
  const { player, stand, run } = grown()
  stand(6)
  const wholeRun = run()
  const half = { ...wholeRun, settings: { ...wholeRun.settings, seed: 5 }, frames: wholeRun.frames.slice(0, 4) }
  expect(bytesOfRuns([wholeRun, half])).toBe(bytesOfRuns([wholeRun]))
  const other = (seed: number) => ({
    ...wholeRun,
    settings: { ...wholeRun.settings, seed },
    frames: wholeRun.frames.map((frame) => ({ ...frame, xt: frameOf({ samples: 1 }, frame.index).xt })),
  })
  const each = bytesOfRuns([wholeRun])
  const keptRuns = withRun([other(7), other(8)], other(9), ({ seed }) => seed === 7, 2.5 * each)
  expect(keptRuns.map(({ settings }) => settings.seed)).toEqual([7, 9])
  expect(player.keptRuns).toEqual([])
})
