import { describe, expect, test, vi } from 'vitest'
import type {
  EvaluateRequest,
  LikelihoodRequest,
  PlaneRunSpec,
  PointSet,
  ToPlane,
} from '../../src/engine/protocol/plane'
import { startQueue, takeNext } from '../../src/engine/worker/plane/queue'

const sample = (id: number): ToPlane => ({ kind: 'sample', id, spec: {} as PlaneRunSpec, start: new Float32Array() })
const likelihood = (id: number): ToPlane => ({ kind: 'likelihood', id, request: {} as LikelihoodRequest })
const evaluate = (id: number): ToPlane => ({ kind: 'evaluate', id, request: {} as EvaluateRequest })
const step: ToPlane = { kind: 'step', slot: 0, token: 1 }
const points: ToPlane = { kind: 'points', points: {} as PointSet }

function handled(...messages: readonly ToPlane[]): ToPlane[] {
  const waiting = [...messages]
  return Array.from(messages, () => takeNext(waiting)).filter((message) => message !== undefined)
}

test('what a run shows goes before what is measured, and both keep their order', () => {
  expect(handled(sample(1), evaluate(2), likelihood(3), step)).toEqual([evaluate(2), step, sample(1), likelihood(3)])
})

test('what was asked of the points before is answered of them, not of those that follow', () => {
  expect(handled(sample(1), points, step)).toEqual([sample(1), points, step])
  expect(handled(sample(1), evaluate(2), points, evaluate(3), sample(4), step)).toEqual([
    evaluate(2),
    sample(1),
    points,
    evaluate(3),
    step,
    sample(4),
  ])
})

test('where nothing waits there is nothing to do', () => {
  expect(takeNext([])).toBeUndefined()
})

test('a message that comes while the worker finds nothing more to do brings work, and it is done', async () => {
  const log: string[] = []
  let canWork = false
  const queue = startQueue(
    (message) => {
      log.push(message.kind)
      canWork = message.kind === 'step'
      return Promise.resolve()
    },
    () => {
      if (canWork) log.push('work')
      else if (log.length === 1) queue.add(step) // it arrives in the middle
      canWork = false
      return Promise.resolve(false)
    },
  )
  queue.add(points)
  await vi.waitFor(() => {
    expect(log).toEqual(['points', 'step', 'work'])
  })
})

describe('the worker’s queue', () => {
  /** Notes what is handled, and how much is worked of what there is to do. */
  function busyWith(work: number) {
    const log: string[] = []
    let requests: boolean[] = []
    const queue = startQueue(
      async (message) => {
        log.push(`${message.kind} begins`)
        if (message.kind === 'sample') requests = [await queue.isWanted(), await queue.isWanted()]
        log.push(`${message.kind} ends`)
      },
      () => {
        if (work > 0) log.push('work')
        work -= 1
        return Promise.resolve(work > 0)
      },
    )
    return { queue, log, requests: () => requests }
  }

  test('handles one message at a time, and works only when none waits', async () => {
    const { queue, log } = busyWith(2)
    queue.add(sample(1))
    queue.add(step)
    await vi.waitFor(() => {
      expect(log).toEqual(['sample begins', 'sample ends', 'step begins', 'step ends', 'work', 'work'])
    })
  })

  test('a message that comes while it works goes before more of the work', async () => {
    const { queue, log } = busyWith(1000)
    queue.add(step)
    await vi.waitFor(() => {
      expect(log).toContain('work')
    })
    queue.add(points)
    const worked = log.length
    await vi.waitFor(() => {
      expect(log).toContain('points ends')
    })
    expect(log.indexOf('points begins') - worked).toBeLessThanOrEqual(1)
  })

  test('a question that is cancelled is not begun, or not gone on with', async () => {
    const { queue, log, requests: wantedFlags } = busyWith(0)
    queue.add(sample(1))
    queue.add(evaluate(2))
    queue.cancel(2)
    queue.cancel(1)
    queue.add(step)
    await vi.waitFor(() => {
      expect(log).toEqual(['sample begins', 'sample ends', 'step begins', 'step ends'])
    })
    expect(wantedFlags()).toEqual([false, false])
  })

  test('a question that is cancelled after its answer makes no other unwanted', async () => {
    const { queue, log, requests: wantedFlags } = busyWith(0)
    queue.add(evaluate(1))
    await vi.waitFor(() => {
      expect(log).toContain('evaluate ends')
    })
    queue.cancel(1)
    queue.add(sample(2))
    await vi.waitFor(() => {
      expect(log).toContain('sample ends')
    })
    expect(wantedFlags()).toEqual([true, true])
  })
})
