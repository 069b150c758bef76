import { describe, expect, test } from 'vitest'
import { cosineInterpolant, flowProcess } from '../../src/diffusion'
import { mixed, oklch, paintRamp, ramp } from '../../src/plane/view/colour'
import { chase } from '../../src/plane/stage/motion'
import { nearestParticle } from '../../src/plane/stage/nearest'
import { lookOfStart } from '../../src/plane/stage/particles'
import { stamp } from '../../src/plane/stage/sprites'
import { addTrail, drawnAfter, strokesTo, wandering, type Way } from '../../src/plane/stage/trails'
import { fromColumn, fromRow, halfFor, toColumn, toPixels, toRow } from '../../src/plane/view/view'
import { arcOf, forwardWay, placesAt, wayOf } from '../../src/plane/stage/way'
import { largestError } from '../diffusion/closeness'

const view = { half: 3, side: 600 }

describe('the view', () => {
  test('has y up, and its pixels lead back', () => {
    expect([...toPixels(view, Float32Array.of(-3, 3, 3, -3, 0, 0), 1)]).toEqual([0, 0, 600, 600, 300, 300])
    expect(fromColumn(view, toColumn(view, 1.7))).toBeCloseTo(1.7, 12)
    expect(fromRow(view, toRow(view, -0.4))).toBeCloseTo(-0.4, 12)
  })

  test('holds data that reach beyond it, and is not blown up by what is no number', () => {
    expect(halfFor(Float32Array.of(2, -2.4))).toBe(3)
    expect(halfFor(Float32Array.of(2, -10))).toBe(12)
    expect(halfFor(Float32Array.of(NaN, Infinity, 1))).toBe(3)
  })
})

/** Two particles in three frames: one goes right, one to and fro. */
const way: Way = wayOf(
  {
    frames: [
      [0, 0, 0, 0],
      [1, 0, 1, 0],
      [2, 0, 0.5, 0],
    ].map((xt, index) => ({ index, xt: Float32Array.from(xt), ms: 0, nfe: 0 })),
    levels: Array.from({ length: 3 }, () => ({ t: 1, signal: 0.6, noise: 0.8 })),
  },
  view,
)

describe('ways', () => {
  test('between two frames lie halfway', () => {
    expect(largestError(placesAt(way, 1.5, new Float32Array(4)), [450, 300, 375, 300])).toBeLessThan(1e-6)
    expect(largestError(placesAt(way, 9, new Float32Array(4)), [500, 300, 350, 300])).toBeLessThan(1e-6)
  })

  test('into noise run from x₀ to ε along their arc; of a flow, straight', () => {
    const forward = forwardWay(cosineInterpolant(), Float32Array.of(1, 2), Float32Array.of(-1, 0.5), view)
    expect(arcOf({ t: 0, signal: 1, noise: 0 })).toBe(0)
    expect(arcOf({ t: 5, signal: 3, noise: 3 })).toBeCloseTo(24, 12)
    const half = Math.SQRT1_2
    expect(
      largestError(
        [forward.x(0, 0), forward.y(0, 0), forward.x(24, 0), forward.y(24, 0), forward.x(48, 0), forward.y(48, 0)],
        [400, 100, 300, 300 - 250 * half, 200, 250],
      ),
    ).toBeLessThan(1e-6)
    const straight = forwardWay(flowProcess(), Float32Array.of(1, 2), Float32Array.of(-1, 0.5), view)
    for (let frame = 0; frame <= 48; frame++)
      expect((straight.x(frame, 0) - 400) * 150 + (straight.y(frame, 0) - 100) * 200).toBeCloseTo(0, 6)
  })

  test('that are shaken are longer than their ends are apart', () => {
    const straight = { ...way, particles: 1 }
    expect(wandering(straight, 2)).toBeCloseTo(1, 6)
    expect(wandering(way, 2)).toBeCloseTo((2 + 1.5) / 2.5, 6)
    expect(wandering(way, 0)).toBe(1)
  })
})

describe('trails', () => {
  const commands: string[] = []
  const path = {
    moveTo: (x: number, y: number) => {
      commands.push(`M${x} ${y}`)
    },
    lineTo: (x: number, y: number) => {
      commands.push(`L${x} ${y}`)
    },
  }

  test('a step on draws the step, and a jump draws all again, some particles at a time', () => {
    const on = strokesTo({ trailCount: 2000, at: 10 }, 11, 2000)
    expect(on).toMatchObject({ clear: false, trailCount: 2000, from: 10, to: 11 })
    const back = strokesTo(drawnAfter(on), 3, 2000)
    expect(back).toMatchObject({ clear: true, trailCount: 0, upTo: 2000 })
    const far = strokesTo({ trailCount: 2000, at: 3 }, 50, 2000)
    expect(far.clear).toBe(true)
    expect(far.upTo).toBe(120)
  })

  test('a jump is made up for while the playhead goes on, and no particle is drawn twice', () => {
    let state = { trailCount: 0, at: 40 }
    const drawnParticles = new Set<number>()
    for (let frame = 40; state.trailCount < 2000; frame += 0.5) {
      const strokes = strokesTo(state, frame, 2000)
      expect(strokes.clear).toBe(false)
      for (let particle = strokes.trailCount; particle < strokes.upTo; particle++) {
        expect(drawnParticles.has(particle)).toBe(false)
        drawnParticles.add(particle)
      }
      state = drawnAfter(strokes)
    }
    expect(drawnParticles.size).toBe(2000)
  })

  test('lead through every frame, to where the particle is drawn', () => {
    addTrail(path, way, 0, 0.5, 1.5)
    expect(commands).toEqual(['M350 300', 'L400 300', 'L450 300'])
  })

  test('of a long way stay few lines', () => {
    const long: Way = { frames: 1001, particles: 1, x: (frame) => frame, y: () => 0 }
    commands.length = 0
    addTrail(path, long, 0, 0, 1000)
    expect(commands.length).toBeLessThan(130)
    expect(commands.at(-1)).toBe('L1000 0')
  })
})

describe('particles', () => {
  test('glide to the next frame, but follow a hand at once', () => {
    expect(chase(3, 4, 50, 4, true)).toBeCloseTo(3.2, 12)
    expect(chase(3, 4, 5000, 4, true)).toBe(4)
    expect(chase(3, 4, 50, 4, false)).toBe(4)
    expect(chase(3, 9, 50, 4, true)).toBe(9)
    expect(chase(3, 2, 50, 4, true)).toBe(2)
  })

  test('that begin side by side have one colour, and opposite ones do not', () => {
    expect(lookOfStart(1, 0.01)).toBe(lookOfStart(1, -0.01))
    expect(lookOfStart(1, 0)).not.toBe(lookOfStart(-1, 0))
    expect(lookOfStart(0.1, 0)).not.toBe(lookOfStart(3, 0))
    expect(lookOfStart(NaN, 0)).toBe(0)
  })

  test('the nearest within reach is meant', () => {
    const places = Float32Array.of(0, 0, 10, 0, NaN, 5)
    expect(nearestParticle(places, 8, 0, 5)).toBe(1)
    expect(nearestParticle(places, 100, 0, 5)).toBeNull()
  })

  test('out of sight, or nowhere, leave no pixel', () => {
    const sprites = { pixels: new Uint32Array(4 * 4 * 16).fill(0xff0000ff), size: 4 }
    const out = new Uint32Array(20 * 20)
    stamp(out, 20, sprites, Float32Array.of(NaN, 3, 500, 3, -1, 3, 3, Infinity, 1, 1), new Uint8Array(5))
    expect(out.every((pixel) => pixel === 0)).toBe(true)
    stamp(out, 20, sprites, Float32Array.of(10, 10), new Uint8Array(1))
    expect(out.filter((pixel) => pixel !== 0)).toHaveLength(16)
  })
})

describe('colours', () => {
  test('of Oklab are those of its author', () => {
    expect(largestError(oklch(1, 0, 0), [255, 255, 255])).toBeLessThan(1e-3)
    expect(oklch(0.627955, 0.257683, 29.2339).map(Math.round)).toEqual([255, 0, 0])
    expect(oklch(0.452014, 0.313214, 264.052).map(Math.round)).toEqual([0, 0, 255])
  })

  test('of a ramp grow darker all the way', () => {
    const bytes = ramp((share) => mixed([0.98, 0.006, 85], [0.74, 0.085, 228], share))
    for (let i = 1; i < 256; i++) expect(bytes[3 * i] ?? NaN).toBeLessThanOrEqual(bytes[3 * i - 3] ?? NaN)
  })

  test('of what is no number are transparent', () => {
    const out = new Uint8ClampedArray(12)
    paintRamp(
      out,
      Float32Array.of(0.5, NaN, 7),
      ramp(() => [9, 9, 9]),
      (value) => value,
    )
    expect([out[3], out[7], out[11]]).toEqual([255, 0, 255])
  })
})
