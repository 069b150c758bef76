import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Engine, type EngineListener, startEngine } from '../../src/engine/page/pictures/client'
import type { Fault, Frame } from '../../src/engine/protocol/pictures'
import { withSampler } from '../../src/runs/sampler-settings'
import { startOfRun } from '../../src/walk/model/path'
import { defaults, type Settings } from '../../src/walk/model/settings'
import { specOf } from '../../src/walk/run/spec'

// The pictures' own worker on WebGPU, with a small network: what the page sees while the worker is a step ahead of it.

const settings: Settings = { ...defaults, ...withSampler('ddpm'), steps: 6, seed: 3 }
const spec = specOf(settings)
const xt = startOfRun(settings, spec.levels[0] ?? { t: NaN, signal: NaN, noise: NaN }, undefined)

let engine: Engine
let arrived: (frame: Frame) => void
let failed: (error: unknown) => void
const fail = (fault: Fault) => {
  failed(new Error(JSON.stringify(fault)))
}
const listener: EngineListener = {
  progress: () => undefined,
  preparing: () => undefined,
  ready: () => undefined,
  frame: (frame) => {
    arrived(frame)
  },
  failed: fail,
  lost: (message) => {
    fail({ code: 'lost', details: { message } })
  },
}
beforeAll(async () => {
  engine = startEngine()
  await new Promise<void>((resolve, reject) => {
    failed = reject
    engine.listen({
      ...listener,
      ready: ({ backend }) => {
        if (backend === 'webgpu') resolve()
        else reject(new Error(backend))
      },
    })
    engine.load({ kind: 'shelf', url: new URL('/test/golden/tiny/', location.href).href }, 'webgpu')
  })
  engine.listen(listener)
}, 300_000)
afterAll(() => {
  engine.end()
})

const open = (index = 0, at: Pick<Frame, 'xt' | 'nfe'> = { xt, nfe: 0 }) => {
  engine.open(spec, { index, xt: at.xt, history: [], nfe: at.nfe })
}
let msOfSteps = 0
const step = async (): Promise<Frame> => {
  const { ms, ...frame } = await new Promise<Frame>((resolve, reject) => {
    ;[arrived, failed] = [resolve, reject]
    engine.step()
  })
  expect(ms).toBeGreaterThanOrEqual(0) // of one step that was ready the page's coarse clock may see nothing
  msOfSteps += ms
  return { ...frame, ms: 0 }
}
const steps = async (count: number): Promise<Frame[]> => {
  const frames: Frame[] = []
  while (frames.length < count) frames.push(await step())
  return frames
}

test('when a frame has come, the next step is issued already; of a run that is closed nothing stays', async () => {
  const before = await engine.memory()
  open()
  const dispatches: number[] = []
  for (let frame = 1; frame <= 6; frame++) {
    await step()
    dispatches.push((await engine.memory()).dispatches - before.dispatches)
  }
  const [two = NaN, three = NaN] = dispatches
  const one = three - two
  expect(two).toBeGreaterThan(1.8 * one)
  expect(dispatches[5]).toBe(dispatches[4]) // the last step is the last
  engine.close()
  expect((await engine.memory()).tensors).toBe(before.tensors)
})

test('whatever comes in between, the frames are those of a run that nobody disturbs', async () => {
  open()
  const plain = await steps(6)
  engine.close()
  const before = await engine.memory()

  open()
  const frames = await steps(2)
  const [first, second] = frames
  if (!first || !second) throw new Error('two frames')
  const looked = await engine.look({ spec, at: { index: 1, xt: first.xt, history: [], nfe: 1 }, before: [], sample: 0 })
  expect(looked.status === 'looked' && looked.step.next).toEqual(second.xt)
  engine.judge(true) // there is no classifier: nothing is read
  frames.push(await step())
  const answer = await engine.ask({ states: second.xt, timesteps: [500], labels: [3] })
  expect(answer.status).toBe('answered')
  engine.judge(false)
  frames.push(await step())
  open(4, frames[3]) // the same run again, where it stands
  frames.push(...(await steps(2)))
  expect(frames).toEqual(plain)

  open() // replaced while a step is ahead, and before its own first has come
  engine.step()
  open()
  expect(await step()).toEqual(plain[0])
  expect(msOfSteps).toBeGreaterThan(0)
  engine.close()
  expect((await engine.memory()).tensors).toBe(before.tensors)
})
