import { describe, expect, test } from 'vitest'
import { treeText } from '../../../src/i18n/tree'
import { watchedRun } from '../../../src/walk/run/player'
import { choose } from '../../../src/walk/tree/actions'
import { agreementOf, rememberDropped } from '../../../src/walk/tree/computed-again'
import { ready } from '../fake-engine'
import { grown } from './grown'

/** A tree of two runs of six steps; the first one's frames have been dropped. */
async function dropped() {
  const walk = grown()
  const forget = rememberDropped(walk.player)
  walk.stand(6)
  await walk.branchAt(3)
  walk.stand(6)
  walk.player.keptRuns = []
  walk.player.store.setState({})
  /** Chooses the first run, and computes it to its end. */
  const again = () => {
    choose(walk.player, walk.branch(0))
    walk.stand(6)
    return agreementOf(walk.player, watchedRun(walk.player))
  }
  return { ...walk, again, forget }
}

describe('a run that was dropped and is computed again', () => {
  test('is the same to the last bit where the same back end and kernels compute as many pictures', async () => {
    const { again } = await dropped()
    expect(again()).toBe('bits')
  })

  test.each([{ backend: 'webgpu' }, { kernels: 'stock' }, { device: 'another' }] as const)(
    'is close where something else computed it first: %j',
    async (other) => {
      const { again, hears } = await dropped()
      hears.ready({ ...ready, ...other })
      expect(again()).toBe('close')
    },
  )

  test('stays close when it is dropped and computed once more by what computed it second', async () => {
    const { again, hears, player, branch } = await dropped()
    hears.ready({ ...ready, backend: 'webgpu' })
    again()
    choose(player, branch(1))
    player.keptRuns = player.keptRuns.filter(({ settings }) => settings.seed !== 1)
    player.store.setState({})
    expect(again()).toBe('close')
  })

  test('has its agreement in words', () => {
    expect(treeText.again.bits).toContain('last bit')
    expect(treeText.again.close).toContain('0.001')
  })
})

test('of a run that was never dropped there is nothing to say, nor of one that has only its start again', async () => {
  const { player, run, again } = await dropped()
  expect(agreementOf(player, run())).toBeUndefined()
  again()
  expect(agreementOf(player, { ...run(), frames: run().frames.slice(0, 1) })).toBeUndefined()
})

test('what is dropped after the tree has gone is not remembered', async () => {
  const { forget, player, run, branch, stand } = await dropped()
  forget()
  player.keptRuns = []
  choose(player, branch(0))
  player.keptRuns = []
  choose(player, branch(1))
  stand(6)
  expect(agreementOf(player, run())).toBeUndefined()
})

test('what computed a frame goes with it into the branches that share it', async () => {
  const { branchAt, stand, run } = grown()
  stand(6)
  await branchAt(3)
  expect(run().frames.map(({ computedBy }) => computedBy)).toEqual([
    undefined,
    ...Array<string>(3).fill('wasm,CPU,own,1'),
  ])
})
