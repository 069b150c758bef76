import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { EngineListener } from '../../../src/engine/page/pictures/client'
import type { Answered, Question } from '../../../src/engine/protocol/ask'
import type { EngineReady, Fault, NetworkSource, RunSpec } from '../../../src/engine/protocol/pictures'
import { MOMENTS, momentsJob } from '../../../src/walk/learned/moments'
import { STEPS } from '../../../src/walk/shelf/shelf-drawing'
import { settled } from './answering-walk'

/** The second engine: which networks it loaded, and what goes wrong with one of them. */
let loaded: string[]
let faults: Readonly<Record<string, Fault>>
let hears: EngineListener
let ended: number
let answered: (question: Question) => Answered
vi.mock('../../../src/engine/page/pictures/client', () => ({
  startEngine: () => {
    let spec: RunSpec
    let index = 0
    return {
      listen: (listener: EngineListener) => {
        hears = listener
      },
      load: ({ url }: Extract<NetworkSource, { url: string }>) => {
        const id = url.split('/').at(-2) ?? ''
        loaded.push(id)
        const fault = faults[id]
        setTimeout(() => {
          if (fault) hears.failed(fault, false)
          else hears.ready({} as EngineReady)
        }, 0)
      },
      open: (opened: RunSpec) => {
        ;[spec, index] = [opened, 0]
      },
      step: () => {
        index += 1
        const xt = new Float32Array(spec.samples * 784)
        queueMicrotask(() => {
          hears.frame({ index, xt, ms: 1, nfe: index })
        })
      },
      ask: (question: Question) => Promise.resolve(answered(question)),
      end: () => {
        ended += 1
      },
    }
  },
}))

beforeEach(() => {
  ;[loaded, faults, ended] = [[], {}, 0]
  answered = ({ states }) => ({ status: 'answered', output: states.map((x) => 0.5 * x), ms: 1 })
  vi.stubGlobal('document', { baseURI: 'https://host/' })
  vi.stubGlobal('location', { search: '' })
  vi.stubGlobal('fetch', (url: string) => {
    const moment = /growing(?:-(\d+))?\/card/.exec(url)
    if (moment) return Promise.resolve(Response.json({ training: { steps: Number(moment[1] ?? 4000) } }))
    if (url.endsWith('.json')) return Promise.resolve(Response.json({ labels: Array.from({ length: 20 }, () => 1) }))
    return Promise.resolve(new Response(new Uint8Array(20 * 784).fill(128)))
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
})

const PRESSES = 40

function moments() {
  const job = momentsJob(() => 3, PRESSES)
  return { job, state: () => job.store.getState() }
}
async function finished({ state }: ReturnType<typeof moments>) {
  for (let turn = 0; turn < 5000 && state().status === 'running'; turn++) await settled()
  return state()
}

test('nothing is loaded before it is asked for', async () => {
  const { state } = moments()
  await settled()
  expect([loaded, state().status]).toEqual([[], 'idle'])
  expect(state().result.moments.map(({ model }) => model.id)).toEqual(MOMENTS.map(({ id }) => id))
})

test('all five are loaded, draw with the same noise in the same steps, and are measured by the same presses', async () => {
  const work = moments()
  const questions = new Map<string, Question[]>()
  answered = (question) => {
    const id = loaded.at(-1) ?? ''
    questions.set(id, [...(questions.get(id) ?? []), question])
    return { status: 'answered', output: question.states, ms: 1 }
  }
  work.job.start()
  const { status, result } = await finished(work)
  expect(status).toBe('done')
  const ids = MOMENTS.map(({ id }) => id)
  expect(loaded).toEqual([...ids, ...ids]) // drawings first
  expect(result.moments.map(({ steps }) => steps)).toEqual([0, 100, 500, 2000, 4000])
  for (const moment of result.moments) {
    expect(moment.drawing?.step).toBe(STEPS)
    expect(moment.presses).toHaveLength(PRESSES)
    expect(questions.get(moment.model.id)?.[0]?.states).toEqual(questions.get('growing-0')?.[0]?.states)
  }
  expect(ended).toBe(1)
})

describe('what does not come', () => {
  test('is said of that moment, and the others come', async () => {
    const fault = { code: 'checksum', details: { file: 'unet' } }
    faults = { 'growing-500': fault }
    const work = moments()
    work.job.start()
    const { status, result } = await finished(work)
    expect(status).toBe('done')
    expect(result.moments.map((moment) => moment.fault)).toEqual([undefined, undefined, fault, undefined, undefined])
    expect(result.moments.map(({ presses }) => presses.length)).toEqual([PRESSES, PRESSES, 0, PRESSES, PRESSES])
    expect(loaded.filter((id) => id === 'growing-500')).toHaveLength(1)
  })

  test('a lost device ends it all, and what has come stays', async () => {
    const work = moments()
    let questions = 0
    answered = ({ states }) => {
      questions += 1
      return questions < 3
        ? { status: 'answered', output: states, ms: 1 }
        : { status: 'failed', fault: { code: 'ask-lost', details: {} } }
    }
    work.job.start()
    const { status, fault, result } = await finished(work)
    expect([status, fault?.code, ended]).toEqual(['failed', 'ask-lost', 1])
    expect(result.moments.every(({ drawing }) => drawing?.step === STEPS)).toBe(true)
    expect(result.moments[0]?.presses).toHaveLength(16)
  })

  test('stopped, its worker ends, and what has come stays', async () => {
    const work = moments()
    work.job.store.subscribe(({ result }) => {
      if (result.activity?.place === 2) work.job.stop()
    })
    work.job.start()
    const { status, result } = await finished(work)
    expect([status, ended > 0]).toEqual(['stopped', true])
    expect(result.moments.map(({ drawing }) => drawing?.step)).toEqual([STEPS, STEPS, undefined, undefined, undefined])
  })
})
