import { expect, test } from 'vitest'
import {
  arrayAlgebra,
  ddim,
  ddpm,
  normalArray,
  posterior,
  largestDifference,
  rmsDifference,
  varianceOf,
} from '../../src/diffusion'
import { crossing, ETAS } from '../../src/lessons/content/eta-measures'
import { stepOf, walked } from './walk-over-arrays'

const drawNormals = (sample: number, n = 2) => normalArray({ seed: 5, purpose: 'start', step: 0, sample }, n)

/** A step from one level to another of a state that is α·x₀ + σ·ε, with a perfect guess. */
function perfectStep(sampler: ReturnType<typeof ddim>, at: number, n: number) {
  const [from, to] = stepOf(20, at)
  const { signal, noise } = from
  const [x0Hat, epsHat, z] = [new Float32Array(n).fill(0.6), drawNormals(1, n), drawNormals(2, n)]
  const xt = epsHat.map((eps, i) => signal * (x0Hat[i] ?? NaN) + noise * eps)
  return sampler({ algebra: arrayAlgebra, xt, from, to, denoise: () => ({ x0Hat, epsHat }), normal: () => z })
}

test('at η = 0 a step adds nothing; at η = 1 every step but the last adds fresh noise', () => {
  for (let at = 0; at < 20; at++) {
    expect(perfectStep(ddim({ eta: 0 }), at, 2).added).toBeUndefined()
    expect(perfectStep(ddim({ eta: 1 }), at, 2).added !== undefined).toBe(at < 19)
  }
})

test('what is given to fresh noise is taken from the old: the next level has as much noise for every η', () => {
  const n = 20_000
  const [, to] = stepOf(20, 8)
  for (const eta of ETAS) {
    const { next } = perfectStep(ddim({ eta }), 8, n)
    expect(varianceOf(next) / to.noise ** 2).toBeGreaterThan(0.97)
    expect(varianceOf(next) / to.noise ** 2).toBeLessThan(1.03)
  }
})

test('a step of DDIM with η = 1 is a step of DDPM with β̃, and not with β', () => {
  for (const at of [0, 5, 12, 19]) {
    const mine = perfectStep(ddim({ eta: 1 }), at, 64).next
    expect(largestDifference(mine, perfectStep(ddpm({ variance: 'beta-tilde' }), at, 64).next)).toBeLessThan(1e-5)
  }
  const mine = perfectStep(ddim({ eta: 1 }), 12, 64).next
  expect(rmsDifference(mine, perfectStep(ddpm({ variance: 'beta' }), 12, 64).next)).toBeGreaterThan(0.01)
})

test('at η = 1 the first step from pure noise replaces all of it', () => {
  const [from, to] = stepOf(20, 0)
  expect(posterior(from, to).xt * from.noise).toBeLessThan(0.01)
})

test('what fresh noise is put in gets less from step to step', () => {
  const added = Array.from({ length: 20 }, (_, i) => posterior(...stepOf(20, i)).betaTilde)
  for (const [i, variance] of added.slice(1).entries()) expect(variance).toBeLessThan(added[i] ?? NaN)
})

test('from one start, walks stay together at η = 0 and end the farther apart the more chance there is', () => {
  const apart = [0, 0.25, 1].map((eta) =>
    rmsDifference(walked({ id: 'ddim', eta }, 20, 8), walked({ id: 'ddim', eta }, 20, 9)),
  )
  expect(apart[0]).toBe(0)
  expect(apart[1]).toBeGreaterThan(0.05)
  expect(apart[2]).toBeGreaterThan(apart[1] ?? NaN)
})

test('the same seed throws the same dice', () => {
  expect(walked({ id: 'ddim', eta: 1 }, 20)).toEqual(walked({ id: 'ddim', eta: 1 }, 20))
})

test('a height is crossed between the two places that enclose it', () => {
  expect(crossing([1000, 800, 600], [1, 0.6, 0.2], 0.4)).toBeCloseTo(700, 9)
  expect(crossing([1000, 800], [1, 0.9], 0.4)).toBeNaN()
})
