import { expect, test } from 'vitest'
import type { EvaluateRequest, LikelihoodRequest, PlaneRunSpec, PointSet, ToPlane } from '../../src/engine/plane/protocol'
import { takeNext } from '../../src/engine/plane/queue'

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
  expect(handled(sample(1), evaluate(2), points, evaluate(3), sample(4), step)).toEqual([evaluate(2), sample(1), points, evaluate(3), step, sample(4)])
})

test('where nothing waits there is nothing to do', () => {
  expect(takeNext([])).toBeUndefined()
})
