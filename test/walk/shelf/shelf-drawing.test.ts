import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { EngineListener } from '../../../src/engine/page/pictures/client'
import type { EngineReady, NetworkSource, RunSpec, Standing } from '../../../src/engine/protocol/pictures'
import { choicesOf } from '../../../src/walk/model/classes'
import { type Model, SHELF, valuesOf } from '../../../src/walk/model/models'
import { classesOf, drawingOf, PICTURES, STEPS } from '../../../src/walk/shelf/drawing-run'
import { createDrawings, type Drawing, drawShelf } from '../../../src/walk/shelf/shelf-drawing'

/** The worker as it was used: what it was asked, in order, and what it is made to say. */
const requests: (readonly [string, unknown?])[] = []
let hears: EngineListener
let opened: { spec: RunSpec; at: Standing }[] = []
vi.mock('../../../src/engine/page/pictures/client', () => ({
  startEngine: () => {
    requests.push(['start'])
    return {
      listen: (listener: EngineListener) => {
        hears = listener
      },
      load: (source: NetworkSource, backend: string) => {
        requests.push(['load', { source, backend }])
      },
      open: (spec: RunSpec, at: Standing) => {
        opened.push({ spec, at })
        requests.push(['open'])
      },
      step: () => {
        requests.push(['step'])
      },
      end: () => {
        requests.push(['end'])
      },
    }
  },
}))
afterAll(() => {
  vi.resetModules() // files share modules, and another mocks the client in its own way
})
beforeEach(() => {
  vi.useFakeTimers()
  requests.length = 0
  opened = []
})
afterEach(() => {
  vi.useRealTimers()
})

const [digits, fashion, emoji] = SHELF as readonly [Model, Model, Model]
const ready = {} as EngineReady
const asks = () => requests.map(([kind]) => kind)
const frame = (model: Model, index: number) => {
  hears.frame({ index, xt: new Float32Array(PICTURES * valuesOf(model)).fill(1), ms: 20, nfe: index })
}
function begin(models: readonly Model[]) {
  const drawings = createDrawings()
  const drawingStates: (Drawing | undefined)[] = []
  drawings.subscribe((all) => {
    drawingStates.push(all[digits.id])
  })
  return {
    drawings,
    drawingStates,
    end: drawShelf({ drawings, models, backend: 'wasm', urlOf: (id) => `https://host/models/${id}/` }),
  }
}
function draw(model: Model) {
  hears.ready(ready)
  for (let index = 1; index <= STEPS; index++) {
    frame(model, index)
    vi.runAllTimers()
  }
}

test('networks draw one after the other, frame by frame, in one worker that ends with the last', () => {
  const { drawings, drawingStates } = begin([digits, fashion])
  draw(digits)
  expect(drawingStates.map((drawing) => drawing && drawing.status !== 'failed' && drawing.step)).toEqual(
    Array.from({ length: STEPS + 1 }, (_, i) => i),
  )
  expect(drawings.getState()).toMatchObject({ [digits.id]: { status: 'drawn', ms: 20 * STEPS } })
  expect(drawings.getState()[fashion.id]).toBeUndefined()
  draw(fashion)
  expect(drawings.getState()).toMatchObject({ [fashion.id]: { status: 'drawn' } })
  const steps = Array.from({ length: STEPS }, () => 'step')
  expect(asks()).toEqual(['start', 'load', 'open', ...steps, 'load', 'open', ...steps, 'end'])
})

test('only what this machine keeps is loaded, on the back end that the page has', () => {
  begin([digits])
  expect(requests.at(-1)).toEqual([
    'load',
    { source: { kind: 'shelf', url: 'https://host/models/digits-v/', isKept: true }, backend: 'wasm' },
  ])
})

test('a frame stays to be seen before the next is asked for', () => {
  begin([digits])
  hears.ready(ready)
  frame(digits, 1)
  vi.advanceTimersByTime(50)
  expect(asks()).toEqual(['start', 'load', 'open', 'step'])
  vi.advanceTimersByTime(50)
  expect(asks().at(-1)).toBe('step')
  expect(requests).toHaveLength(5)
})

test('one that cannot be had leaves the others their turn', () => {
  const { drawings } = begin([digits, fashion])
  hears.failed({ code: 'memory', details: {} }, false)
  expect(drawings.getState()).toEqual({ [digits.id]: { status: 'failed' } })
  draw(fashion)
  expect(drawings.getState()).toMatchObject({ [digits.id]: { status: 'failed' }, [fashion.id]: { status: 'drawn' } })
})

test.each(['lost', 'worker'] as const)('nothing is drawn after the worker is gone: %s', (why) => {
  const { drawings } = begin([digits, fashion, emoji])
  draw(digits)
  hears.ready(ready)
  frame(fashion, 1)
  if (why === 'lost') hears.lost('driver')
  else hears.failed({ code: 'worker', details: {} }, false)
  vi.runAllTimers()
  expect(drawings.getState()).toMatchObject({
    [digits.id]: { status: 'drawn' },
    [fashion.id]: { status: 'failed' },
    [emoji.id]: { status: 'failed' },
  })
  expect(asks().lastIndexOf('step')).toBeLessThan(asks().indexOf('end'))
})

test('ended in the middle, it forgets what it had begun and asks for nothing more', () => {
  const { drawings, end } = begin([digits, fashion])
  draw(digits)
  hears.ready(ready)
  frame(fashion, 1)
  end()
  const before = asks().length
  vi.runAllTimers()
  expect(asks()).toHaveLength(before)
  expect(asks().at(-1)).toBe('end')
  expect(drawings.getState()[fashion.id]).toBeUndefined()
  expect(drawings.getState()).toMatchObject({ [digits.id]: { status: 'drawn' } })
})

test.each(SHELF)('$id draws other classes side by side, from pure noise down to data, the same each time', (model) => {
  const classes = classesOf(model)
  expect(new Set(classes).size).toBe(PICTURES)
  for (const label of classes) for (const choice of choicesOf(model.menus, label)) expect(choice).not.toBeNull()
  const { spec, start } = drawingOf(model)
  expect(spec).toMatchObject({
    samples: PICTURES,
    labels: classes,
    sampler: { id: 'dpm-solver++', order: 2 },
  })
  expect(spec.changes).toMatchObject([
    ...(model.guidance === 1 ? [] : [{ kind: 'classifier-free', scale: model.guidance }]),
    { kind: 'clip' },
  ])
  expect(spec.levels).toHaveLength(STEPS + 1)
  expect(spec.levels[0]?.noise).toBeCloseTo(1, 3)
  expect(spec.levels.at(-1)?.noise).toBe(0)
  expect(start).toHaveLength(PICTURES * valuesOf(model))
  expect(drawingOf(model).start).toEqual(start)
  const variance = start.reduce((sum, value) => sum + value * value, 0) / start.length
  expect(variance).toBeCloseTo(1, 1)
})
