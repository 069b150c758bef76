import { describe, expect, test } from 'vitest'
import type { PlaneEngineClient } from '../../src/engine/page/plane/client'
import { pointsOf } from '../../src/plane/data'
import type { Plane } from '../../src/plane/context'
import { brushOf, emptySheet, sheet, stroke } from '../../src/plane/data/brush'
import { asOwn, pointsCsv, pointsPython, particlesCsv } from '../../src/plane/data/export-points'
import { viewFrame } from '../../src/plane/data/frame'
import { ownPoints } from '../../src/plane/data/own'
import { MOST_POINTS, readPoints } from '../../src/plane/data/read-points'
import { along, erased, sprayed } from '../../src/plane/data/stroke'
import { takeText } from '../../src/plane/data/take'
import { defaults } from '../../src/plane/settings'
import { createPlaneStore } from '../../src/plane/store'
import { planeHistory } from '../../src/plane/undo'

/** A room without an engine: points follow the settings, as in the page. */
function room() {
  const store = createPlaneStore(pointsOf(defaults.points, 20, 1), { ...defaults, pointCount: 20 })
  store.subscribe(({ settings: now }, { settings: before }) => {
    if (now.points !== before.points) store.setState({ points: pointsOf(now.points, now.pointCount, now.seed) })
  })
  const plane = { store, engine: {} as PlaneEngineClient } // the brush asks no engine
  brushOf(plane).setState({ on: true })
  let id = 0
  planeHistory(plane, undefined, () => ({ id: (id += 1), isHeld: false })) // each stroke is a gesture
  return plane
}
/** The history hears of a stroke when the hand that drew it has been heard. */
const undo = async (plane: Plane) => {
  await Promise.resolve()
  planeHistory(plane).undo()
}
const middle = { x: 0, y: 0 }
const draw = { erase: false, other: false }

describe('the brush', () => {
  test('adds a point for each place of a stroke, of its class; Shift is the other one', () => {
    const plane = room()
    emptySheet(plane)
    stroke(plane, [middle, { x: 1, y: 1 }], draw)
    stroke(plane, [middle], { erase: false, other: true })
    expect([...plane.store.getState().points.labels]).toEqual([0, 0, 1])
    brushOf(plane).setState({ tool: 'draw1' })
    stroke(plane, [middle], draw)
    expect([...plane.store.getState().points.labels]).toEqual([0, 0, 1, 1])
  })

  test('takes back stroke by stroke, to the distribution that was there', async () => {
    const plane = room()
    stroke(plane, [middle], draw)
    await Promise.resolve()
    stroke(plane, [middle], draw)
    expect(plane.store.getState().points.labels.length).toBe(22)
    await undo(plane)
    expect(plane.store.getState().points.labels.length).toBe(21)
    await undo(plane)
    expect(plane.store.getState().settings.points).toEqual(defaults.points)
    await undo(plane)
    expect(plane.store.getState().settings.points).toEqual(defaults.points)
  })

  test('erasing everything leaves an empty sheet, and the room its last points; the next stroke is alone', async () => {
    const plane = room()
    emptySheet(plane)
    stroke(plane, [middle], draw)
    await Promise.resolve()
    stroke(plane, [middle, { x: 0.1, y: 0 }, { x: -0.1, y: 0 }], { erase: true, other: false })
    expect(sheet(plane).labels.length).toBe(0)
    expect(plane.store.getState().points.labels.length).toBe(1)
    await Promise.resolve()
    stroke(plane, [{ x: 2, y: 2 }], draw)
    expect(plane.store.getState().points.labels.length).toBe(1)
    await undo(plane)
    expect(sheet(plane).labels.length).toBe(0)
    await undo(plane)
    expect(sheet(plane).labels.length).toBe(1)
  })

  test('sprays the same way each time, and on average where it points', () => {
    const places = Array<typeof middle>(2000).fill({ x: 1, y: -0.5 })
    const { xy } = sprayed(places, 0, 0.2, 0, 5)
    expect(sprayed(places, 0, 0.2, 0, 5).xy).toEqual(xy)
    const mean = (axis: number) => xy.reduce((sum, value, k) => (k % 2 === axis ? sum + value : sum), 0) / 2000
    expect(Math.abs(mean(0) - 1)).toBeLessThan(0.02) // standard error 0.0045
    expect(Math.abs(mean(1) + 0.5)).toBeLessThan(0.02)
  })

  test('leaves nothing beyond the view, and no more than the sheet holds', () => {
    expect(
      sprayed(
        [
          { x: 2.7, y: 0 },
          { x: 0, y: -9 },
        ],
        0,
        0,
        0,
        1,
      ).labels.length,
    ).toBe(0)
    expect(sprayed([middle, middle, middle], 0, 0.1, MOST_POINTS - 1, 1).labels.length).toBe(1)
  })

  test('a path has places at even gaps, however fast the hand was', () => {
    const places = along(middle, { x: 1, y: 0 })
    expect(places.length).toBeGreaterThan(20)
    places.slice(1).forEach(({ x }, i) => {
      expect(x - (places[i]?.x ?? NaN)).toBeCloseTo(1 / places.length, 10)
    })
    expect(along(undefined, middle)).toEqual([middle])
    expect(along(middle, middle)).toEqual([])
  })

  test('the eraser takes what is under it and nothing else', () => {
    const points = { xy: Float32Array.of(0, 0, 0.1, 0.1, 1, 1), labels: Uint8Array.of(0, 1, 1) }
    expect([...erased(points, [middle]).labels]).toEqual([1])
    expect([...erased(points, [middle]).xy]).toEqual([1, 1])
  })
})

describe('what is taken away', () => {
  const exported = ({ store }: ReturnType<typeof room>) => {
    const { points, settings } = store.getState()
    return pointsCsv(asOwn(points, settings.points.kind === 'own' ? ownPoints(settings.points) : undefined))
  }

  test.each([
    ['round numbers', 'x,y,label\n100,2000,0\n150,2100,1\n90,1900,1\n'],
    ['coordinates of a map', 'x,y,label\n448262.08,5411932.68,0\n448262.58,5411933.18,1\n448263.08,5411932.18,0\n'],
    ['seconds since 1970', 'x,y,label\n1700000000.25,1,0\n1700000000.5,2,1\n1700000001,3,0\n'],
    ['every digit of a float64', `x,y,label\n${Math.PI},${Math.E},0\n${1 / 3},${1e-9 / 7},1\n`],
    ['numbers smaller than their squares can be', 'x,y,label\n1e-200,2e-200,0\n3e-200,1e-200,1\n'],
  ])('%s come back digit for digit', (_, text) => {
    const plane = room()
    expect(takeText(plane, text).kind).toBe('read')
    expect(exported(plane)).toBe(text)
  })

  test('so do those that a stroke was added to or that were left by the eraser', () => {
    const plane = room()
    takeText(plane, '448262.08,5411932.68\n448262.58,5411933.18\n448263.08,5411932.18\n')
    stroke(plane, [middle], draw)
    expect(exported(plane).split('\n').slice(1, 4)).toEqual([
      '448262.08,5411932.68,0',
      '448262.58,5411933.18,0',
      '448263.08,5411932.18,0',
    ])
    const { xy } = plane.store.getState().points
    stroke(plane, [{ x: xy[0] ?? NaN, y: xy[1] ?? NaN }], { erase: true, other: false })
    expect(exported(plane).split('\n')[1]).toBe('448262.58,5411933.18,0')
  })

  test('points of a formula are read again as the very same float32', () => {
    const { points } = room().store.getState()
    const read = readPoints(pointsCsv(asOwn(points, undefined)))
    expect('code' in read ? undefined : Float32Array.from(read.original ?? [])).toEqual(points.xy)
  })

  test('a problem leaves the points as they are', () => {
    const plane = room()
    const { points } = plane.store.getState()
    expect(takeText(plane, '1,2\nthree,4').kind).toBe('problem')
    expect(plane.store.getState().points).toBe(points)
  })

  test('particles carry their level in a comment, and can be read again', () => {
    const csv = particlesCsv(Float32Array.of(1, 2, -3, 4), { t: 500, signal: 0.7, noise: 0.71 })
    expect(csv).toBe('# t=500 signal=0.7 noise=0.71\nx,y\n1,2\n-3,4\n')
    expect(readPoints(csv)).toHaveProperty('read', 2)
  })

  test('particles of own data are in the data’s units, and the frame above them leads back to the plane', () => {
    const frame = { x: 448262.5, y: 5411932.5, scale: 2.5 }
    const xt = Float32Array.of(0.1, -2.3, 1, 0.333333)
    const csv = particlesCsv(xt, { t: 0, signal: 1, noise: 0 }, frame)
    expect(csv.split('\n')[1]).toBe('# units of the data; in the plane: ((x - 448262.5) * 2.5, (y - 5411932.5) * 2.5)')
    const read = readPoints(csv)
    const coordinates = 'code' in read ? [] : [...(read.original ?? [])]
    coordinates.forEach((value, i) => {
      expect((value - (i % 2 ? frame.y : frame.x)) * 2.5).toBeCloseTo(xt[i] ?? NaN, 6)
    })
    expect(coordinates[0]).toBeCloseTo(448262.54, 6)
  })

  test('Python gets two lists of one length', () => {
    expect(
      pointsPython({ points: { xy: Float32Array.of(0.5, -1, 2, 3), labels: Uint8Array.of(0, 1) }, frame: viewFrame }),
    ).toBe('points = [[0.5, -1], [2, 3]]\nlabels = [0, 1]\n')
  })
})
