import { describe, expect, test } from 'vitest'
import type { PlaneEngineClient } from '../../src/engine/plane/client'
import { pointsOf } from '../../src/plane/data'
import { brushOf, emptySheet, sheet, stroke, undoStroke } from '../../src/plane/data/brush'
import { pointsCsv, pointsPython, particlesCsv } from '../../src/plane/data/export-points'
import { viewFrame } from '../../src/plane/data/frame'
import { ownPoints } from '../../src/plane/data/own'
import { MOST_POINTS, readPoints } from '../../src/plane/data/read-points'
import { along, erased, sprayed } from '../../src/plane/data/stroke'
import { takeText } from '../../src/plane/data/take'
import { defaults } from '../../src/plane/settings'
import { createPlaneStore } from '../../src/plane/store'

/** A room without an engine: points follow the settings, as in the page. */
function room() {
  const store = createPlaneStore(pointsOf(defaults.points, 20, 1), { ...defaults, pointCount: 20 })
  store.subscribe(({ settings: now }, { settings: before }) => {
    if (now.points !== before.points) store.setState({ points: pointsOf(now.points, now.pointCount, now.seed) })
  })
  return { store, engine: {} as PlaneEngineClient } // the brush asks no engine
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

  test('takes back stroke by stroke, to the distribution that was there', () => {
    const plane = room()
    stroke(plane, [middle], draw)
    stroke(plane, [middle], draw)
    expect(plane.store.getState().points.labels.length).toBe(22)
    undoStroke(plane)
    expect(plane.store.getState().points.labels.length).toBe(21)
    undoStroke(plane)
    expect(plane.store.getState().settings.points).toEqual(defaults.points)
    undoStroke(plane)
    expect(plane.store.getState().settings.points).toEqual(defaults.points)
  })

  test('erasing everything leaves an empty sheet, and the room its last points; the next stroke is alone', () => {
    const plane = room()
    emptySheet(plane)
    stroke(plane, [middle], draw)
    stroke(plane, [middle, { x: 0.1, y: 0 }, { x: -0.1, y: 0 }], { erase: true, other: false })
    expect(sheet(plane).labels.length).toBe(0)
    expect(plane.store.getState().points.labels.length).toBe(1)
    stroke(plane, [{ x: 2, y: 2 }], draw)
    expect(plane.store.getState().points.labels.length).toBe(1)
    undoStroke(plane)
    expect(sheet(plane).labels.length).toBe(0)
    undoStroke(plane)
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
    expect(sprayed([{ x: 2.7, y: 0 }, { x: 0, y: -9 }], 0, 0, 0, 1).labels.length).toBe(0)
    expect(sprayed([middle, middle, middle], 0, 0.1, MOST_POINTS - 1, 1).labels.length).toBe(1)
  })

  test('a path has places at even gaps, however fast the hand was', () => {
    const places = along(middle, { x: 1, y: 0 })
    expect(places.length).toBeGreaterThan(20)
    places.slice(1).forEach(({ x }, i) => { expect(x - (places[i]?.x ?? NaN)).toBeCloseTo(1 / places.length, 10) })
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
  test('comes back as the same points when it is opened again, in the coordinates in which it came', () => {
    const plane = room()
    const given = 'x,y,label\n100,2000,0\n150,2100,1\n90,1900,1\n'
    expect(takeText(plane, given).kind).toBe('read')
    const { points, settings } = plane.store.getState()
    const frame = settings.points.kind === 'own' ? ownPoints(settings.points)?.frame : undefined
    const rows = pointsCsv(points, frame).trim().split('\n').slice(1).map((row) => row.split(',').map(Number))
    expect(rows.map(([, , label]) => label)).toEqual([0, 1, 1])
    rows.forEach(([x = NaN, y = NaN], i) => {
      expect(Math.abs(x - ([100, 150, 90][i] ?? NaN))).toBeLessThan(0.02) // rounded to 1/32767 of the farthest
      expect(Math.abs(y - ([2000, 2100, 1900][i] ?? NaN))).toBeLessThan(0.02)
    })
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

  test('Python gets two lists of one length', () => {
    expect(pointsPython({ xy: Float32Array.of(0.5, -1, 2, 3), labels: Uint8Array.of(0, 1) }, viewFrame)).toBe('points = [[0.5, -1], [2, 3]]\nlabels = [0, 1]\n')
  })
})
