import { expect, test, vi } from 'vitest'
import type { FromTrainer, SavedLearner, ToTrainer } from '../../src/engine/protocol/learning'
import type { PlaneEngineClient } from '../../src/engine/page/plane/client'
import { parseSaved } from '../../src/engine/worker/plane/learning/read-file'
import { expectedArrays } from '../../src/engine/worker/plane/learning/saved'
import { learningEvents } from '../../src/plane/learn/events'
import { bringOffered, followKeeping, forgetNetwork, wouldLose } from '../../src/plane/learn/keeping'
import type { KeptNetwork, Shelf } from '../../src/plane/learn/kept-network'
import { shapeOf, tuningOf } from '../../src/plane/learn/learner-settings'
import { defaults, type PlaneSettings } from '../../src/plane/settings'
import { createPlaneStore } from '../../src/plane/store'

const settings: PlaneSettings = { ...defaults, width: 8, depth: 1 }

/** A network of zeros at a step. */
function networkAt(step: number): SavedLearner {
  const shape = shapeOf(settings)
  const arrays = Object.fromEntries(
    [...expectedArrays({ shape }, 0)].map(([name, of]) => {
      const values = new Float32Array(of.reduce((product, each) => product * each, 1))
      return [
        name,
        { shape: of, values: name === 'importance.probabilities' ? values.fill(1 / values.length) : values },
      ]
    }),
  )
  return { shape, tuning: tuningOf(settings), step, arrays }
}

/** A machine that keeps a network, or cannot. */
function machine(keptNetwork?: KeptNetwork, { full = false } = {}) {
  const storage = { network: keptNetwork }
  const shelf: Shelf = {
    read: () => Promise.resolve(storage.network),
    write: (network) => (full ? Promise.reject(new Error('no room')) : Promise.resolve((storage.network = network))),
    forget: () => Promise.resolve((storage.network = undefined)),
  }
  return { storage, shelf }
}

/** A visit to the room on a machine. */
async function visit({ shelf }: ReturnType<typeof machine>, set: Partial<PlaneSettings> = {}) {
  const store = createPlaneStore({ xy: Float32Array.of(0, 0), labels: Uint8Array.of(0) }, { ...settings, ...set })
  const messages: ToTrainer[] = []
  const onBack = vi.fn()
  const plane = {
    store,
    engine: {
      learn: (message: ToTrainer) => {
        messages.push(message)
      },
    } as unknown as PlaneEngineClient,
  }
  const tell: (message: FromTrainer) => void = learningEvents(store)
  followKeeping(plane, onBack, shelf)
  const turn = () => new Promise((resolve) => setTimeout(resolve))
  await turn()
  const learn = async (step: number) => {
    tell({ kind: 'progress', who: 'network', step, losses: Float32Array.of(1), stepsPerSecond: 9, running: true })
    tell({ kind: 'copy', learner: networkAt(step) })
    await turn()
  }
  const notice = () => store.getState().notices.find(({ kind }) => kind === 'kept')
  return { store, plane, messages, onBack, tell, learn, notice, turn }
}

test('what has been learned is kept, and stands in the next visit where it stood', async () => {
  const computer = machine()
  const first = await visit(computer)
  expect(first.messages).toEqual([])
  await first.learn(0) // has learned nothing yet
  expect(computer.storage.network).toBeUndefined()
  for (const step of [100, 200]) await first.learn(step)
  expect(first.store.getState().keeping).toEqual({ status: 'kept', step: 200 })

  const next = await visit(computer)
  const [opened] = next.messages
  if (opened?.kind !== 'open') throw new Error('nothing was brought back')
  expect(parseSaved(opened.file, opened.bytes)).toEqual(networkAt(200))
  expect(next.notice()).toEqual({ kind: 'kept', step: 200, offered: false })
  expect(next.onBack).not.toHaveBeenCalled()
  next.tell({
    kind: 'restored',
    cause: 'other',
    shape: shapeOf(settings),
    tuning: tuningOf(settings),
    step: 200,
    parameters: 1,
  })
  expect(next.onBack).toHaveBeenCalledOnce()
})

test('a link that asks for another network has it; the kept one is offered', async () => {
  const computer = machine()
  await (await visit(computer)).learn(100)
  const { plane, messages, notice } = await visit(computer, { width: 16 })
  expect(messages).toEqual([])
  expect(notice()).toMatchObject({ offered: true })
  await bringOffered(plane, computer.shelf)
  expect(messages.map(({ kind }) => kind)).toEqual(['open'])
})

test('is forgotten where that is wished, and another begins', async () => {
  const computer = machine()
  const { plane, learn, messages, store } = await visit(computer)
  await learn(100)
  await forgetNetwork(plane, computer.shelf)
  expect(computer.storage.network).toBeUndefined()
  expect(messages.map(({ kind }) => kind)).toEqual(['save', 'create'])
  expect(store.getState().keeping).toEqual({ status: 'none' })
  expect((await visit(computer)).messages).toEqual([])
})

test('leaving is asked about only where nothing can be kept, and something was learned', async () => {
  const full = await visit(machine(undefined, { full: true }))
  expect(wouldLose(full.plane)).toBe(false)
  await full.learn(100)
  expect(wouldLose(full.plane)).toBe(true)
  const roomy = await visit(machine())
  await roomy.learn(100)
  expect(wouldLose(roomy.plane)).toBe(false)
})
