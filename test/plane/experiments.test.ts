import { describe, expect, test } from 'vitest'
import {
  arrayAlgebra,
  dataSetOracle,
  flowLikelihood,
  type Level,
  logSnr,
  makeSampler,
  normalArray,
  oracleDivergence,
  preservingLevel,
  type Reals,
} from '../../src/diffusion'
import { energyDistance } from '../../src/diffusion/distances'
import type { PointSet } from '../../src/engine/protocol/plane'
import { pointsOf } from '../../src/plane/data'
import { EXPERIMENTS, type ExperimentId, settingsOf } from '../../src/plane/experiments'
import { levelOnTimeline, processOf } from '../../src/plane/path'
import { DEPTH } from '../../src/plane/measure/likelihood-maps'
import { shrunkBy } from '../../src/plane/scale'
import type { PlaneSettings, RunChoice } from '../../src/plane/settings'
import { latticePoints } from '../../src/plane/stage/lattice'
import { likelihoodAt } from '../../src/plane/stage/likelihood-at'
import { beginRun } from '../../src/plane/plane-run'
import { shownScale } from '../../src/runs/levels'
import { gridsOf } from '../../src/runs/sampler-settings'
import { walked } from '../diffusion/runs'
import { exactDenoiserOf } from './array-engine'
import { planeWith } from './fake-plane'

const PARTICLES = 150

interface Walk {
  readonly start: Float32Array
  readonly end: Float32Array
  readonly nfe: number
  /** Every state but the start, as it is shown, and its log-SNR. */
  readonly shownStates: readonly { readonly x: Float32Array; readonly lambda: number }[]
}

const pointsFor = ({ points, pointCount, seed }: PlaneSettings): PointSet => pointsOf(points, pointCount, seed)

/** What the room would walk, over plain arrays, with the exact answer. @param fresh another seed of the steps' noise */
function walk(settings: PlaneSettings, choice: RunChoice | null = settings, fresh = settings.seed): Walk {
  if (!choice) throw new Error('no such run')
  const {
    spec,
    frames: [first],
  } = beginRun(choice, { ...settings, particles: PARTICLES })
  const start = first?.xt ?? new Float32Array()
  const exact = exactDenoiserOf(pointsFor(settings), spec)
  const hops = spec.levels.slice(1).map((to, i) => ({ from: spec.levels[i] ?? to, to }))
  if (spec.sampler.id === 'rk45') throw new Error('RK45 waits for numbers.')
  let nfe = 0
  const steps = walked<Float32Array>(makeSampler(spec.sampler), hops, {
    algebra: arrayAlgebra,
    process: processOf(choice),
    start,
    denoise: (x, at) => {
      nfe++
      return exact(x, at)
    },
    normal: (step, draw) => normalArray({ seed: fresh, purpose: 'step', step, sample: 0, draw }, start.length),
  })
  const frames = steps.map(({ next, to }) => ({ x: next.map((value) => value * shownScale(to)), lambda: logSnr(to) }))
  return { start, end: steps.at(-1)?.next ?? start, nfe, shownStates: frames }
}

const xy = (points: Float32Array, i: number): [number, number] => [points[2 * i] ?? NaN, points[2 * i + 1] ?? NaN]
const apart = (a: Float32Array, i: number, b: Float32Array, j: number) =>
  Math.hypot(...xy(a, i).map((value, k) => value - (xy(b, j)[k] ?? NaN)))
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const particles = Array.from({ length: PARTICLES }, (_, i) => i)

/** Which point of a set is nearest to each particle. */
const nearest = (x: Float32Array, to: Float32Array): number[] =>
  particles.map((i) => {
    let [nearestIndex, least] = [-1, Infinity]
    for (let j = 0; j < to.length / 2; j++) {
      const distance = apart(x, i, to, j)
      if (distance < least) [nearestIndex, least] = [j, distance]
    }
    return nearestIndex
  })
const ofClass = ({ xy: all, labels }: PointSet, label: number) => all.filter((_, k) => labels[k >> 1] === label)
/** +1 where the particles are on class 1's side, of two blobs on the diagonal; −1 where on class 0's. */
const side = (x: Float32Array, middle: number) => particles.map((i) => Math.sign(xy(x, i)[0] + xy(x, i)[1] - middle))

describe.each(EXPERIMENTS)('%s', (id) => {
  const settings = settingsOf(id)
  test('sets what the room can do', () => {
    for (const choice of [settings, settings.beside])
      if (choice && choice.sampler !== 'langevin') expect(gridsOf(choice.process)).toContain(choice.grid)
    expect(pointsFor(settings).labels.length).toBeGreaterThan(0)
  })
  test('keeps the seed that was there', () => {
    expect(settingsOf(id, 77).seed).toBe(77)
  })
})

const of = (id: ExperimentId) => settingsOf(id)

test('map: the ODE takes each start to one end, the SDE to another each time; neighbours stay neighbours on the ODE alone', () => {
  const settings = of('map')
  const [ode, odeAgain] = [walk(settings), walk(settings, settings, 99)]
  const [sde, sdeAgain] = [walk(settings, settings.beside), walk(settings, settings.beside, 99)]
  expect(odeAgain.end).toEqual(ode.end)
  expect(mean(particles.map((i) => apart(sde.end, i, sdeAgain.end, i)))).toBeGreaterThan(0.8)
  expect(sde.start).toEqual(ode.start)
  // of each particle, the one that began nearest to it
  const next = particles.map((i) =>
    particles.reduce(
      (best, j) => (j !== i && apart(ode.start, i, ode.start, j) < apart(ode.start, i, ode.start, best) ? j : best),
      i === 0 ? 1 : 0,
    ),
  )
  const spread = ({ end }: Walk) => mean(particles.map((i) => apart(end, i, end, next[i] ?? NaN)))
  expect(spread(ode)).toBeLessThan(spread(sde) / 3)
}, 120_000)

test('same-paths: VP and flow lead nearly every particle to the same end, the flow by way of the middle', () => {
  const settings = of('same-paths')
  const [vp, flow] = [walk(settings), walk(settings, settings.beside)]
  // where the flow is, VP was at the same log-SNR
  for (const { x, lambda } of flow.shownStates.filter((_, i) => i % 20 === 10)) {
    const after = vp.shownStates.findIndex((state) => state.lambda >= lambda)
    const [a, b] = [vp.shownStates[after - 1], vp.shownStates[after]]
    if (!a || !b) continue
    const share = (lambda - a.lambda) / (b.lambda - a.lambda)
    const between = a.x.map((value, k) => value + share * ((b.x[k] ?? NaN) - value))
    const off = particles.map((i) => apart(x, i, between, i)).sort((p, q) => p - q)
    expect(off[Math.floor(0.9 * PARTICLES)], `λ = ${lambda}`).toBeLessThan(0.1)
  }
  const distances = particles.map((i) => apart(vp.end, i, flow.end, i))
  expect(distances.filter((distance) => !(distance < 0.1)).length / PARTICLES).toBeLessThan(0.1)
  // as long as they are against their ends: the flow's own states are smaller than those at α²+σ² = 1
  const ownSize = (lambda: number) => Math.hypot(1, Math.exp(-lambda / 2)) / (1 + Math.exp(-lambda / 2))
  const detour = ({ shownStates, start }: Walk, size: (lambda: number) => number) => {
    const way = [start, ...shownStates.map(({ x, lambda }) => x.map((value) => value * size(lambda)))]
    const long = (i: number) => way.slice(1).reduce((sum, x, k) => sum + apart(x, i, way[k] ?? x, i), 0)
    return mean(particles.map(long)) / mean(particles.map((i) => apart(start, i, way.at(-1) ?? start, i)))
  }
  expect(detour(flow, ownSize)).toBeGreaterThan(1.5 * detour(vp, () => 1)) // by the middle of all points
}, 120_000)

test('few-steps: at six evaluations each, over the same levels, the second order ends far nearer to the data than Euler', () => {
  const settings = of('few-steps')
  const [euler, second] = [walk(settings), walk(settings, settings.beside)]
  expect([euler.nfe, second.nfe]).toEqual([6, 6])
  const { xy: data } = pointsFor(settings)
  expect(energyDistance(second.end, data, 2)).toBeLessThan(energyDistance(euler.end, data, 2) / 3)
  const radius = (x: Float32Array) => mean(Array.from({ length: x.length / 2 }, (_, i) => Math.hypot(...xy(x, i))))
  expect(radius(euler.end) / radius(data)).toBeLessThan(0.85) // cut corners: too near the middle
  expect(Math.abs(radius(second.end) / radius(data) - 1)).toBeLessThan(0.15)
}, 120_000)

test('one-step: one step from pure noise lands all particles on the mean of the data, twenty on the data', () => {
  const settings = of('one-step')
  const [one, twenty] = [walk(settings), walk(settings, settings.beside)]
  expect(mean(particles.map((i) => Math.hypot(...xy(one.end, i))))).toBeLessThan(0.1)
  const { xy: data } = pointsFor(settings)
  expect(mean(nearest(twenty.end, data).map((j, i) => apart(twenty.end, i, data, j)))).toBeLessThan(0.05)
}, 120_000)

test('langevin: plain, particles stay on the side on which they began; annealed, where they end does not tell where they began', () => {
  const settings = of('langevin')
  const [plain, annealed] = [walk(settings), walk(settings, settings.beside)]
  const points = pointsFor(settings)
  const centre = (label: number) => mean([...ofClass(points, label)]) // on the diagonal: x and y alike
  const middle = centre(0) + centre(1) // of x + y, halfway
  const agreement = ({ start, end }: Walk) =>
    mean(side(start, middle).map((before, i) => (before === side(end, middle)[i] ? 1 : 0)))
  const share = ({ end }: Walk) => mean(side(end, middle).map((now) => (now > 0 ? 1 : 0)))
  expect(agreement(plain)).toBeGreaterThan(0.95)
  expect(agreement(annealed)).toBeLessThan(0.75)
  expect(Math.abs(share(annealed) - 1 / 3)).toBeLessThan(0.12) // three standard errors of 150 particles
}, 240_000)

test('posterior: between two points the guess is between them, on one point it is that point', () => {
  const settings = of('posterior')
  const points = pointsFor(settings)
  const at = levelOnTimeline(settings, settings.t)
  const one = dataSetOracle(points.xy.slice(0, 2), 2)
  for (const x of [
    [0, 0],
    [2, -1],
  ])
    expect([...one.posteriorMean(Float64Array.from(x), at)]).toEqual([...points.xy.slice(0, 2)])
  const [a, b] = [xy(points.xy, 0), xy(points.xy, 1)]
  const two = dataSetOracle(points.xy.slice(0, 4), 2)
  const span = Math.hypot(b[0] - a[0], b[1] - a[1])
  for (const x of [[0, 0], [2, -1], a, b, [a[0] + b[0], a[1] + b[1]].map((sum) => (at.signal * sum) / 2)]) {
    const [u = NaN, v = NaN] = two.posteriorMean(Float64Array.from(x), at)
    const along = ((u - a[0]) * (b[0] - a[0]) + (v - a[1]) * (b[1] - a[1])) / span ** 2
    expect(Math.hypot(u - a[0] - along * (b[0] - a[0]), v - a[1] - along * (b[1] - a[1]))).toBeLessThan(1e-9) // on the line of the two
    expect(along).toBeGreaterThan(0)
    expect(along).toBeLessThan(1)
    const nearer =
      Math.hypot(...x.map((value, k) => value - at.signal * (a[k] ?? NaN))) -
      Math.hypot(...x.map((value, k) => value - at.signal * (b[k] ?? NaN)))
    if (Math.abs(nearer) > 1e-9) expect(along > 0.5).toBe(nearer > 0)
    else expect(Math.abs(along - 0.5)).toBeLessThan(1e-9)
  }
  const weights = dataSetOracle(points.xy, 2).posteriorWeights(Float64Array.of(0, 0), at)
  expect(weights.filter((weight) => weight > 0.01).length).toBeGreaterThan(5) // several points carry it
})

test('ten-points: every particle ends on one of the ten', () => {
  const settings = of('ten-points')
  const { xy: data } = pointsFor(settings)
  expect(data.length).toBe(20)
  const { end } = walk(settings)
  nearest(end, data).forEach((j, i) => {
    expect(apart(end, i, data, j)).toBeLessThan(0.01)
  })
}, 120_000)

test('classifier: its gradient at w = 1 walks exactly as the class’s own points do', () => {
  const settings = of('classifier')
  const [led, conditionalWalk] = [
    walk(settings),
    walk({ ...settings, guidance: { ...settings.guidance, kind: 'classifier-free' } }),
  ]
  const far = particles.filter((i) => !(apart(led.end, i, conditionalWalk.end, i) < 1e-2))
  expect(far.length / PARTICLES).toBeLessThan(0.02)
  const points = pointsFor(settings)
  nearest(led.end, points.xy).forEach((j) => {
    expect(points.labels[j]).toBe(1)
  })
}, 120_000)

test('over-guidance: at w = 6 the particles are farther from the class than at w = 1, and fewer of its points are reached', () => {
  const settings = of('over-guidance')
  const [over, plain] = [walk(settings), walk({ ...settings, guidance: { ...settings.guidance, scale: 1 } })]
  const truth = ofClass(pointsFor(settings), 1)
  const reached = ({ end }: Walk) => new Set(nearest(end, truth)).size
  expect(energyDistance(over.end, truth, 2)).toBeGreaterThan(2 * energyDistance(plain.end, truth, 2))
  expect(reached(over)).toBeLessThan(0.75 * reached(plain))
  const other = ofClass(pointsFor(settings), 0)
  const fromOther = ({ end }: Walk) => mean(nearest(end, other).map((j, i) => apart(end, i, other, j)))
  expect(fromOther(over)).toBeGreaterThan(1.2 * fromOther(plain))
}, 120_000)

test.each([1, 2, 3])(
  'class: of noised points of seed %i the likelier class is right for 95 in 100 at t = 100, for 73 at t = 300, for little more than half at t = 800',
  (seed) => {
    const settings = settingsOf('class', seed)
    const points = pointsFor(settings)
    const oracle = dataSetOracle(points.xy, 2)
    const eps = normalArray({ seed, purpose: 'forward', step: 0, sample: 0 }, points.xy.length)
    const right = (t: number) => {
      const at = levelOnTimeline(settings, t)
      const x = points.xy.map((x0, k) => at.signal * x0 + at.noise * (eps[k] ?? NaN))
      return mean(
        Array.from(points.labels, (label, i) => {
          const one = oracle
            .posteriorWeights(x.subarray(2 * i, 2 * i + 2), at)
            .reduce((sum, weight, j) => sum + (points.labels[j] === 1 ? weight : 0), 0)
          return Number((one > 0.5 ? 1 : 0) === label)
        }),
      )
    }
    expect(Math.abs(right(100) - 0.95)).toBeLessThan(0.02)
    expect(Math.abs(right(300) - 0.73)).toBeLessThan(0.05)
    expect(right(800)).toBeLessThan(0.6)
    expect(right(800)).toBeGreaterThan(0.48)
  },
  60_000,
)

test('likelihood: along the flow, in as many steps as the map takes, it is the exact density to a few thousandths of a nat', () => {
  const settings = of('likelihood')
  const oracle = dataSetOracle(pointsFor(settings).xy, 2)
  const at = levelOnTimeline(settings, settings.t)
  const { steps } = likelihoodAt(planeWith({}).plane).getState()
  const run = {
    score: (x: Reals, level: Level) => oracle.score(x, level),
    divergence: oracleDivergence(oracle),
    levelOf: preservingLevel,
    from: logSnr(at),
    to: -20,
    steps,
  }
  const places = latticePoints({ n: 9, half: 3 }, shrunkBy(at))
  const densities = Array.from({ length: 81 }, (_, i) => {
    const x = Float64Array.from(places.subarray(2 * i, 2 * i + 2))
    return { exact: oracle.logDensity(x, at), flow: flowLikelihood(run, x).logLikelihood }
  })
  const top = Math.max(...densities.map(({ exact }) => exact))
  const visibleDensities = densities.filter(({ exact }) => exact > top - DEPTH)
  expect(visibleDensities.length).toBeGreaterThan(60)
  for (const { exact, flow } of visibleDensities) expect(Math.abs(flow - exact)).toBeLessThan(0.004)
}, 60_000)

// What the card of "learning" says is computed where networks can learn: `test/gpu/plane-experiments.test.ts`.
