import { describe, expect, test } from 'vitest'
import {
  arrayAlgebra, assignment, convert, cosineSchedule, drawConsistency, drawExamples, drawTimes, edmProcess, errorInEps, flowProcess, importanceTimes, type LearnedPrediction, type TrainingSpec, levelAt, logSnr,
  lossWeight, makeProcess, networkReading, noiseToSignal, normalArray, partOf, type Points, type ProcessId, sde, snr, studentReading, studentSigmas, target, timeParts, timeQuantile, transported, unitOf,
} from '../../../src/diffusion'
import { expectClose, largestError } from '../closeness'

const predictions: readonly LearnedPrediction[] = ['epsilon', 'sample', 'v_prediction', 'score', 'flow_prediction']
const ids: readonly ProcessId[] = ['discrete', 'vp', 'sub-vp', 've', 'edm', 'flow', 'cosine-interpolant']
const schedule = cosineSchedule()
const everywhere = ids.flatMap((id) => {
  const process = makeProcess(id, schedule)
  return [0.1, 0.4, 0.7, 0.95].map((part) => ({ id, process, at: levelAt(process, process.tMin + part * (process.tMax - process.tMin)) }))
})
const numbers = (seed: number, n: number) => normalArray({ seed, purpose: 'noise', step: 0, sample: 0 }, n)
const pairs = (values: Float32Array) => Array.from({ length: values.length / 2 }, (_, i) => `${values[2 * i]} ${values[2 * i + 1]}`)

describe('what a network is to say', () => {
  test.each(predictions)('of %s leads back to x₀ and ε, on every process', (prediction) => {
    for (const { at } of everywhere) {
      const [x0, eps] = [0.7, -1.1]
      const x = Float32Array.of(at.signal * x0 + at.noise * eps)
      const output = Float32Array.of(target(prediction, x0, eps, at))
      expect(largestError(convert(arrayAlgebra, x, at, output, prediction, 'epsilon'), [eps])).toBeLessThan(2e-3 / Math.min(1, at.signal))
    }
  })

  test.each(predictions)('in its own unit, %s is about 1 wherever there is noise', (prediction) => {
    for (const { at } of everywhere) {
      const [x0, eps] = [numbers(1, 4000), numbers(2, 4000)]
      const squares = x0.map((value, i) => (target(prediction, value, eps[i] ?? NaN, at) / unitOf(prediction, at)) ** 2)
      const variance = squares.reduce((sum, square) => sum + square, 0) / squares.length
      expect(variance).toBeGreaterThan(0.9)
      expect(variance).toBeLessThan(2.2) // velocity is the difference of two such numbers
    }
  })

  test.each(predictions)('an error of %s is an error of ε̂ as the conversion says', (prediction) => {
    for (const { at } of everywhere) {
      const [read = NaN] = convert(arrayAlgebra, Float32Array.of(0), at, Float32Array.of(1), prediction, 'epsilon')
      expectClose(errorInEps(prediction, at), Math.abs(read), 1e-6)
    }
  })
})

describe('weights of levels', () => {
  test('in the terms of ε are those of the papers', () => {
    for (const { process, at } of everywhere) {
      const ofEps = (weighting: Parameters<typeof lossWeight>[0]) => lossWeight(weighting, 'epsilon', process, at)
      expect(ofEps('simple')).toBe(1)
      expectClose(ofEps('snr'), Math.min(1e4, Math.max(snr(at), 1) / snr(at)), 1e-9)
      expectClose(ofEps('min-snr'), Math.min(snr(at), 5) / snr(at), 1e-9)
      expectClose(ofEps('likelihood'), Math.min(1e4, sde(process, at.t).diffusion / (2 * at.noise ** 2)), 1e-9)
    }
  })

  test('weigh the same error alike, whatever is predicted', () => {
    for (const { process, at } of everywhere) {
      for (const prediction of predictions) {
        for (const weighting of ['simple', 'snr', 'min-snr', 'likelihood'] as const) {
          const [now, targetOutput] = [Float32Array.of(0.3), Float32Array.of(0.8)]
          const eps = (output: Float32Array) => convert(arrayAlgebra, Float32Array.of(0.4), at, output, prediction, 'epsilon')[0] ?? NaN
          const asEps = lossWeight(weighting, 'epsilon', process, at) * (eps(targetOutput) - eps(now)) ** 2
          expectClose(lossWeight(weighting, prediction, process, at) * 0.5 ** 2, asEps, 1e-3 * (1 + asEps))
        }
      }
    }
  })

  test('half of −dλ/dt is the likelihood’s: its integral over t is half the fall of λ', () => {
    const process = makeProcess('vp', schedule)
    const [low, high, N] = [0.2, 0.9, 2000]
    let sum = 0
    for (let i = 0; i < N; i++) sum += (lossWeight('likelihood', 'epsilon', process, levelAt(process, low + ((i + 0.5) / N) * (high - low))) * (high - low)) / N
    expectClose(sum, (logSnr(levelAt(process, low)) - logSnr(levelAt(process, high))) / 2, 1e-5)
  })
})

describe('times', () => {
  const N = 4096
  const sorted = (values: Iterable<number>) => Float64Array.from(values).sort()

  test('are uniform, one in each part', () => {
    const { tMin, tMax } = flowProcess()
    const times = drawTimes(timeQuantile('uniform', flowProcess()), 0.3, N)
    times.forEach((t, i) => { expect(Math.abs((t - tMin) / (tMax - tMin) - (i + 0.5) / N)).toBeLessThanOrEqual(0.5 / N + 1e-9) })
  })

  test('log-normal: ln σ̂ has mean −1.2 + ln 2 and deviation 1.2', () => {
    const process = edmProcess()
    const logs = Array.from(drawTimes(timeQuantile('log-normal', process), 0.5, N), (t) => Math.log(noiseToSignal(levelAt(process, t))))
    const mean = logs.reduce((sum, value) => sum + value, 0) / N
    expectClose(mean, -1.2 + Math.log(2), 1e-2)
    expectClose(Math.sqrt(logs.reduce((sum, value) => sum + (value - mean) ** 2, 0) / N), 1.2, 2e-2)
  })

  test('logit-normal on the flow is log-normal in σ̂, of mean 0 and deviation 1', () => {
    const process = flowProcess()
    const logs = sorted(Array.from(drawTimes(timeQuantile('logit-normal', process), 0.5, N), (t) => Math.log(noiseToSignal(levelAt(process, t)))))
    expectClose(logs[N / 2] ?? NaN, 0, 1e-2)
    expectClose(logs[Math.round(0.8413 * N)] ?? NaN, 1, 2e-2)
  })

  test('by importance follow the probabilities, and what they are worth makes the mean that of uniform times', () => {
    const process = flowProcess()
    const raw = Float64Array.from({ length: timeParts }, (_, i) => 1 + i)
    const total = raw.reduce((sum, p) => sum + p, 0)
    const { quantile, worth } = importanceTimes(process, raw.map((p) => p / total))
    const times = drawTimes(quantile, 0.5, 64 * N)
    const counts = new Float64Array(timeParts)
    times.forEach((t) => { const part = partOf(process, t); counts[part] = (counts[part] ?? 0) + 1 })
    expect(largestError(counts.map((count) => (count / times.length) * total), raw)).toBeLessThan(0.02)
    const f = (t: number) => t * t
    expectClose(times.reduce((sum, t) => sum + worth(t) * f(t), 0) / times.length, 1 / 3, 3e-3)
  })
})

describe('pairing', () => {
  const cost = (matrix: Float64Array, n: number, columns: readonly number[] | Int32Array) => Array.from(columns).reduce((sum, column, row) => sum + (matrix[row * n + column] ?? NaN), 0)
  function permutations(n: number): number[][] {
    if (n === 0) return [[]]
    return permutations(n - 1).flatMap((rest) => Array.from({ length: n }, (_, at) => [...rest.slice(0, at), n - 1, ...rest.slice(at)]))
  }

  test('the assignment is the cheapest of all permutations', () => {
    for (let seed = 0; seed < 40; seed++) {
      const n = 1 + (seed % 6)
      const matrix = Float64Array.from(numbers(seed, n * n))
      const columns = assignment(matrix, n)
      expect([...columns].sort()).toEqual(Array.from({ length: n }, (_, i) => i))
      expectClose(cost(matrix, n, columns), Math.min(...permutations(n).map((each) => cost(matrix, n, each))), 1e-12)
    }
  })

  test('ties and equal points are no obstacle', () => {
    expect([...assignment(new Float64Array(16), 4)].sort()).toEqual([0, 1, 2, 3])
  })

  test('transport brings noises nearer and keeps every one of them, in every 64 of a class', () => {
    const [x0, eps] = [numbers(1, 2 * 200).map((z, i) => z + (i % 4 < 2 ? 2 : -2)), numbers(2, 2 * 200)]
    const classes = Uint8Array.from({ length: 200 }, (_, i) => Math.floor(i / 100))
    const paired = transported(x0, eps, classes)
    const far = (noises: Float32Array) => x0.reduce((sum, value, i) => sum + (value - (noises[i] ?? NaN)) ** 2, 0)
    expect(far(paired)).toBeLessThan(0.6 * far(eps))
    for (const [first, end] of [[0, 64], [64, 100], [100, 164], [164, 200]] as const) {
      expect(pairs(paired.subarray(2 * first, 2 * end)).sort()).toEqual(pairs(eps.subarray(2 * first, 2 * end)).sort())
    }
  })
})

describe('examples', () => {
  const process = makeProcess('discrete', schedule)
  const lesson: TrainingSpec = {
    process, prediction: 'epsilon', seed: 5, dropClass: 0.25, batch: 4096, weighting: 'simple', timeSampling: 'uniform',
    quantile: timeQuantile('uniform', process), probabilities: new Float64Array(timeParts).fill(1 / timeParts), pairing: 'independent',
  }
  const points: Points = { x0: numbers(3, 200), labels: Uint8Array.from({ length: 100 }, (_, i) => i % 2) }

  test('are keyed by seed and step alone', () => {
    expect(drawExamples(lesson, points, 7)).toEqual(drawExamples(lesson, points, 7))
    expect(drawExamples(lesson, points, 8).targets).not.toEqual(drawExamples(lesson, points, 7).targets)
    expect(drawExamples({ ...lesson, seed: 6 }, points, 7).targets).not.toEqual(drawExamples(lesson, points, 7).targets)
  })

  test('inputs have variance 1, classes are hidden as often as told, times go over the whole process', () => {
    const { inputs, classes, times } = drawExamples(lesson, points, 0)
    expectClose(inputs.reduce((sum, x) => sum + x * x, 0) / inputs.length, 1, 0.1)
    expectClose(classes.filter((each) => each === 2).length / classes.length, 0.25, 0.03)
    expect(Math.min(...times)).toBeLessThan(2)
    expect(Math.max(...times)).toBeGreaterThan(999)
  })

  test('with pairs, each point comes with its own noise and its own class', () => {
    const eps = numbers(4, 200)
    const coupled = drawExamples({ ...lesson, batch: 64, pairing: 'reflow' }, { ...points, eps, labels: new Uint8Array(100).fill(1) }, 0)
    const knownPairs = new Set(pairs(eps))
    expect(pairs(coupled.targets).every((pair) => knownPairs.has(pair))).toBe(true)
    expect(coupled.classes.every((each) => each === 1)).toBe(true)
  })

  test.each(['independent', 'optimal-transport'] as const)('given the class, noises stay N(0, I) with %s pairs: a run that is told the class begins there', (pairing) => {
    const apart = { ...points, x0: points.x0.map((z, k) => 0.2 * z + ((k >> 1) % 2 === 0 ? 1 : -1)) }
    const { targets: eps, classes } = drawExamples({ ...lesson, pairing }, apart, 0)
    for (const label of [0, 1, 2]) {
      const of = eps.filter((_, k) => classes[k >> 1] === label)
      const mean = of.reduce((sum, z) => sum + z, 0) / of.length
      expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(of.length)) // four standard errors
      expectClose(of.reduce((sum, z) => sum + (z - mean) ** 2, 0) / of.length, 1, 0.1)
    }
  })

  test('the nearest pairs straighten the way of every class: one step from a noise, to the mean of the points that it leads to, errs by less than half as much', () => {
    const arcs: Points = { labels: points.labels, x0: points.x0.map((z, k) => {
      const [side, turn] = [(k >> 1) % 2 === 0 ? 1 : -1, (Math.PI * (k >> 1)) / 100]
      return 0.05 * z + side * (k % 2 === 0 ? 1.2 * Math.cos(turn) : 1.6 * Math.sin(turn))
    }) }
    const of = (values: Float32Array, i: number) => [values[2 * i] ?? NaN, values[2 * i + 1] ?? NaN] as const
    const apart = (values: Float32Array, i: number, j: number) => of(values, i).reduce((sum, value, k) => sum + (value - (of(values, j)[k] ?? NaN)) ** 2, 0)
    /** Variance of each class's points about the mean of those whose noises are nearest. */
    const spread = (pairing: TrainingSpec['pairing']) => {
      const drawFor = (prediction: LearnedPrediction) => drawExamples({ ...lesson, pairing, prediction }, arcs, 0)
      const [{ targets: eps, classes }, { targets: x0 }] = [drawFor('epsilon'), drawFor('sample')]
      return [0, 1, 2].map((label) => {
        const all = Array.from(classes.keys()).filter((i) => classes[i] === label)
        const about = all.slice(0, 40).flatMap((i) => {
          const near = all.map((j) => [apart(eps, i, j), j] as const).sort(([a], [b]) => a - b).slice(0, 15).map(([, j]) => j)
          return near.flatMap((j) => near.map((k) => apart(x0, j, k)))
        })
        return about.reduce((sum, square) => sum + square, 0) / about.length
      })
    }
    const [nearest, any] = [spread('optimal-transport'), spread('independent')]
    nearest.forEach((variance, label) => { expect(Math.sqrt(variance / (any[label] ?? NaN)), `class ${label}`).toBeLessThan(0.5) })
  })

  test('consistency is asked between neighbours, of points noised to the upper one', () => {
    const { x, below, classes } = drawConsistency({ seed: 1, batch: 8192, dropClass: 0 }, { x0: new Float32Array(2), labels: new Uint8Array(1) }, 0)
    expect(new Set(below).size).toBe(studentSigmas.length - 1)
    expect(classes.every((each) => each === 0)).toBe(true)
    const top = below.reduce<number[]>((coordinates, n, i) => (n === studentSigmas.length - 2 ? [...coordinates, x[2 * i] ?? NaN] : coordinates), [])
    expectClose(Math.sqrt(top.reduce((sum, value) => sum + value * value, 0) / top.length) / 40, 1, 0.1)
  })
})

describe('readings', () => {
  test('x̂₀ of a network is what the conversion says, at equal log-SNR', () => {
    for (const prediction of predictions) {
      const process = makeProcess('discrete', schedule)
      const at = levelAt(edmProcess(), 1.7)
      const { cIn, cSkip, cOut, lambda } = networkReading(process, prediction, at)
      expectClose(lambda, logSnr(at), 1e-6)
      expectClose(cIn, 1 / Math.hypot(1, 1.7), 1e-12)
      const [x0, eps] = [0.4, -0.9]
      const c = 1 / Math.hypot(1, 1.7) // α' of a variance-preserving level of this log-SNR, and σ' = 1.7·α'
      const matched = { t: 0, signal: c, noise: 1.7 * c }
      const output = target(prediction, x0, eps, matched) / unitOf(prediction, matched)
      expectClose(cSkip * (x0 + 1.7 * eps) + cOut * output, x0, 1e-4)
    }
  })

  test('a student says what it is given at the least noise, and only what it has learned at the greatest', () => {
    const least = studentSigmas[0] ?? NaN
    expect(studentReading(least, least)).toMatchObject({ cSkip: 1, cOut: 0 })
    expect(studentReading(40, least).cSkip).toBeLessThan(1e-3)
    expectClose(studentReading(40, least).cOut, 1, 1e-2)
  })
})
