import { beforeAll, describe, expect, test } from 'vitest'
import { lossCurve, meanLoss } from '../../../src/diffusion'
import { BINS, press, type Press, PRESSES, thousandOf } from '../../../src/walk/learned/thousand'
import { picturesOf } from '../../../src/walk/learned/draws'
import { FIRST, NAMED } from '../../../src/walk/model/models'
import { patchSettings } from '../../../src/walk/run/player'
import { answeringWalk, settled } from './answering-walk'

const mean = (presses: readonly Press[], loss: (press: Press) => number) =>
  meanLoss(
    lossCurve(
      presses.map((each) => ({ t: each.t, loss: loss(each) })),
      1000,
      BINS,
    ),
  )

const NOTHING: Parameters<typeof answeringWalk>[1] = ({ states }) => states.map(() => 0)

/** So many of the presses of a seed, with a network that says 0. */
async function some(count: number, seed: number): Promise<Press[]> {
  const { player } = answeringWalk({ seed }, NOTHING)
  const pictures = picturesOf(player)
  if (!pictures) throw new Error('pictures')
  const all: Press[] = []
  const { signal } = new AbortController()
  for await (const batch of press(player.engine, { model: FIRST, pictures, seed }, count, signal)) all.push(...batch)
  return all
}

describe('a thousand presses', () => {
  let result: readonly Press[]
  beforeAll(async () => {
    const job = thousandOf(answeringWalk({ seed: 3 }, NOTHING).player)
    job.start()
    while (job.store.getState().status === 'running') await settled()
    result = job.store.getState().result
  })

  test('with a network that says 0 of v: its loss of v is that of who says 0; of ε who says 0 has 1 and who says noise 2, within four errors', () => {
    expect(result).toHaveLength(PRESSES)
    for (const each of result) expect(each.losses.network.v_prediction).toBeCloseTo(each.losses.zeros.v_prediction, 6)
    for (const [of, expected] of [
      ['zeros', 1],
      ['noise', 2],
    ] as const) {
      const loss = mean(result, ({ losses }) => losses[of].epsilon)
      expect(loss.error).toBeLessThan(0.01)
      expect(Math.abs(loss.mean - expected)).toBeLessThan(4 * loss.error)
    }
  })

  test('every part of the times has as many of them, and the same seed the same', async () => {
    const curve = lossCurve(
      result.map(({ t }) => ({ t, loss: 1 })),
      1000,
      BINS,
    )
    expect(curve.map(({ count }) => count)).toEqual(Array.from({ length: BINS }, () => PRESSES / BINS))
    expect(await some(40, 3)).toEqual(result.slice(0, 40))
    expect(await some(40, 4)).not.toEqual(result.slice(0, 40))
  })

  test('stopped half way they keep what they have', async () => {
    const { player } = answeringWalk({ seed: 3 })
    const job = thousandOf(player)
    job.store.subscribe(({ result }) => {
      if (result.length >= 200) job.stop()
    })
    job.start()
    for (let turn = 0; turn < 100; turn++) await settled()
    const { status, result } = job.store.getState()
    expect([status, result.length]).toEqual(['stopped', 200])
  })

  test('a lost device is a fault, and what was measured is kept', async () => {
    const { player, instead } = answeringWalk({ seed: 3 })
    const job = thousandOf(player)
    job.store.subscribe(({ result }) => {
      if (result.length >= 80) instead.answered = { status: 'failed', fault: { code: 'ask-lost', details: {} } }
    })
    job.start()
    for (let turn = 0; turn < 100; turn++) await settled()
    expect(job.store.getState()).toMatchObject({ status: 'failed', fault: { code: 'ask-lost' } })
    expect(job.store.getState().result).toHaveLength(80)
  })

  test('another network stops them, and has its own', async () => {
    const { player } = answeringWalk({ seed: 3 })
    const job = thousandOf(player)
    job.start()
    patchSettings(player, { model: 'growing' })
    expect(thousandOf(player)).not.toBe(job)
    await settled()
    expect(job.store.getState().status).toBe('stopped')
  })
})

test('of one network that says ε and one that says v the losses are read each in its way', async () => {
  const { player, questions } = answeringWalk({ seed: 3 })
  const pictures = picturesOf(player)
  if (!pictures) throw new Error('pictures')
  const losses = async (model: (typeof NAMED)[number]) => {
    const all: Press[] = []
    const { signal } = new AbortController()
    for await (const some of press(player.engine, { model, pictures, seed: 3 }, 40, signal)) all.push(...some)
    return all
  }
  const [v, eps] = [await losses(FIRST), await losses(NAMED.find(({ id }) => id === 'growing') ?? FIRST)]
  expect(questions[0]?.states).toEqual(questions[5]?.states) // the same questions
  const at = v.findIndex(({ t }) => t > 400 && t < 600)
  expect(v[at]?.losses.network.epsilon).not.toBeCloseTo(eps[at]?.losses.network.epsilon ?? NaN, 2)
  expect(v[at]?.losses.zeros).toEqual(eps[at]?.losses.zeros)
})
