import { describe, expect, test } from 'vitest'
import { dataSetOracle, flowProcess, type Level, levelAt, vpProcess } from '../../src/diffusion'
import type { EvaluateRequest, Evaluation } from '../../src/engine/protocol/plane'
import { unguided } from '../../src/plane/changes'
import { askField, classShares, errors, velocities } from '../../src/plane/stage/field'
import { classOdds, drawnLevel, type FieldQuestion, LEAST_NOISE, needsOf } from '../../src/plane/stage/field-question'
import { createLatest } from '../../src/plane/stage/latest'
import { heaviest, probe } from '../../src/plane/stage/probe'
import { weight } from '../../src/i18n/format/figures'
import { largestError } from '../diffusion/closeness'

const xy = Float32Array.of(1, 0.5, -1, 0.2, 0.3, -1.4, -0.4, 1.1, 0.8, 0.9)
const labels = Uint8Array.of(0, 0, 1, 1, 1)
const ofClass = (label: number) =>
  dataSetOracle(
    xy.filter((_, k) => labels[k >> 1] === label),
    2,
  )
const oracle = dataSetOracle(xy, 2)
const at: Level = { t: 300, signal: 0.8, noise: 0.6 }
const places = Float32Array.of(0.1, 0.2, -1.5, 0.4, 2, -2, 0, 0)
const each = <Of>(points: Float32Array, f: (x: Float32Array) => Of): Of[] =>
  Array.from({ length: points.length / 2 }, (_, i) => f(points.subarray(2 * i, 2 * i + 2)))

/** Answers of the oracle itself; counts what it is asked. */
function exactAnswers() {
  const requests: EvaluateRequest[] = []
  const evaluate = (request: EvaluateRequest): Promise<Evaluation> => {
    requests.push(request)
    const { points, at: level, label } = request
    const of = label === null ? oracle : ofClass(label)
    return Promise.resolve({
      score: Float32Array.from(each(points, (x) => [...of.score(x, level)]).flat()),
      x0Hat: Float32Array.from(each(points, (x) => [...of.posteriorMean(x, level)]).flat()),
      logDensity: Float32Array.from(each(points, (x) => of.logDensity(x, level))),
      ms: 0,
    })
  }
  return { requests, answers: { evaluate } }
}

const question: FieldQuestion = {
  n: 9,
  half: 3,
  at,
  scale: 1,
  process: { id: 'discrete', schedule: 'cosine' },
  answerer: 'exact',
  guidance: unguided,
  heatMap: 'density',
  contours: true,
  arrows: 'score',
  classes: false,
  odds: 1.5,
}

describe('a field', () => {
  test('of density and the exact score is one question', async () => {
    const { requests, answers } = exactAnswers()
    const field = await askField(answers, question, false)
    expect(requests).toHaveLength(1)
    expect(field.logDensity).toHaveLength(81)
    expect(field.vectors).toHaveLength(162)
  })

  test('where the variance of the process has grown, has the density of what is drawn: over the picture it sums to what lies within', async () => {
    const wide = { ...question, n: 33, at: { t: 20, signal: 1, noise: 20 }, scale: Math.hypot(1, 20) }
    const { logDensity = new Float32Array() } = await askField(exactAnswers().answers, wide, false)
    const cell = (6 / 32) ** 2
    const mass = logDensity.reduce((sum, value) => sum + Math.exp(value) * cell, 0)
    expect(Math.abs(mass - 0.9946)).toBeLessThan(0.01) // of a standard normal, within three deviations on each side
  })

  test('asks a network only where there is one', () => {
    const network = { ...question, answerer: 'network', heatMap: 'error' } as const
    expect(needsOf(network, false).arrows).toBeUndefined()
    expect(needsOf(network, false).judged).toBeUndefined()
    expect(needsOf(network, true).judged?.answerer).toBe('network')
    expect(needsOf(network, true).truth?.answerer).toBe('exact')
  })

  test('of a student, who says where the flow ends and not the mean, has no arrows and no error', () => {
    for (const arrows of ['score', 'streamlines', 'velocity'] as const) {
      expect(needsOf({ ...question, answerer: 'student', arrows, heatMap: 'error', contours: false }, true)).toEqual({})
    }
  })

  test('of a single class asks for no share of classes', () => {
    expect(
      needsOf({ ...question, heatMap: 'class', odds: classOdds(Uint8Array.of(1, 1)) }, false).classes,
    ).toBeUndefined()
    expect(
      needsOf({ ...question, heatMap: 'class', odds: classOdds(Uint8Array.of(0, 0)) }, false).classes,
    ).toBeUndefined()
    expect(needsOf({ ...question, heatMap: 'class', odds: classOdds(labels) }, false).classes).toHaveLength(2)
  })

  test.each([0, 1])('of points that are all of class %i is of that class everywhere', async (label) => {
    const { answers } = exactAnswers()
    const odds = classOdds(Uint8Array.of(label, label))
    for (const patch of [{ heatMap: 'class' }, { classes: true }] as const) {
      const { classOne } = await askField(answers, { ...question, ...patch, odds }, false)
      expect(classOne).toEqual(new Float32Array(81).fill(label))
    }
    expect((await askField(answers, { ...question, odds }, false)).classOne).toBeUndefined()
  })

  test('is drawn with some noise, also on the data', () => {
    const { at: noisyLevel, scale, limited } = drawnLevel({ t: 0, signal: 1, noise: 0 })
    expect(limited).toBe(true)
    expect(Math.abs(noisyLevel.noise / scale - LEAST_NOISE)).toBeLessThan(1e-12)
    expect(drawnLevel(at).at).toBe(at)
  })
})

describe('what is made of answers', () => {
  test('p(class 1 | xₜ) is the weight of the class’s points', () => {
    const logDensity = (label: number) => Float32Array.from(each(places, (x) => ofClass(label).logDensity(x, at)))
    const expected = each(places, (x) =>
      oracle.posteriorWeights(x, at).reduce((sum, w, i) => sum + (labels[i] === 1 ? w : 0), 0),
    )
    expect(largestError(classShares(logDensity(0), logDensity(1), classOdds(labels)), expected)).toBeLessThan(1e-6)
  })

  test('the error of ε̂ is what its definition says', () => {
    const score = Float32Array.of(1, 2, 0, 0)
    const other = Float32Array.of(1, 5, 4, 0)
    expect(largestError(errors({ score }, { score: other }, at), [1.8, 2.4])).toBeLessThan(1e-6)
  })

  test('the velocity is the slope of cos φ·x̂₀ + sin φ·ε̂ towards data', () => {
    const x0Hat = Float32Array.from(each(places, (x) => [...oracle.posteriorMean(x, at)]).flat())
    const phi = Math.atan2(at.noise, at.signal)
    const epsHat = x0Hat.map((x0, k) => ((places[k] ?? NaN) - at.signal * x0) / at.noise)
    const on = (by: number) => x0Hat.map((x0, k) => Math.cos(phi + by) * x0 + Math.sin(phi + by) * (epsHat[k] ?? NaN))
    const slope = on(-1e-3).map((value, k) => (value - (on(1e-3)[k] ?? NaN)) / 2e-3)
    expect(largestError(velocities(vpProcess(), places, { x0Hat }, at), slope)).toBeLessThan(1e-3)
  })

  test('the velocity of a flow is along x̂₀ − ε̂, straight as its paths', () => {
    const half = levelAt(flowProcess(), 0.5)
    const x0Hat = Float32Array.from(each(places, (x) => [...oracle.posteriorMean(x, half)]).flat())
    const towards = x0Hat.map((x0, k) => x0 - ((places[k] ?? NaN) - half.signal * x0) / half.noise)
    const velocity = velocities(flowProcess(), places, { x0Hat }, half)
    expect(
      largestError(
        velocity,
        towards.map((value) => value / 2),
      ),
    ).toBeLessThan(1e-5) // dφ/dt = 2 there
  })
})

describe('the pointer', () => {
  test('is told the posterior mean, and lines that carry what they say', () => {
    const answer = probe(oracle, [0.1, 0.2], at)
    expect(largestError(answer.mean, oracle.posteriorMean(Float64Array.of(0.1, 0.2), at))).toBeLessThan(1e-12)
    expect(answer.lines.map(({ weight }) => weight)).toEqual(
      answer.lines.map(({ weight }) => weight).toSorted((a, b) => b - a),
    )
    expect(Math.abs(answer.covered - answer.lines.reduce((sum, { weight }) => sum + weight, 0))).toBeLessThan(1e-12)
    expect(answer.covered).toBeLessThanOrEqual(1 + 1e-12)
  })

  test('of a process whose variance grows, asks where the picture is not scaled', () => {
    const ve = { t: 3, signal: 1, noise: 3 }
    const place = [0.2, -0.1] as const
    const unscaled = Float64Array.of(place[0] * Math.sqrt(10), place[1] * Math.sqrt(10))
    const answer = probe(oracle, place, ve)
    expect(largestError(answer.mean, oracle.posteriorMean(unscaled, ve))).toBeLessThan(1e-12)
    const [less, more] = [0.19, 0.21].map((x) => probe(oracle, [x, place[1]], ve).logDensity)
    expect(Math.abs(answer.score[0] - ((more ?? NaN) - (less ?? NaN)) / 0.02)).toBeLessThan(1e-4) // the slope over the picture
    expect(Math.abs(answer.logDensity - oracle.logDensity(unscaled, ve) - Math.log(10))).toBeLessThan(1e-12)
  })

  test('finds numbers on the data themselves', () => {
    const answer = probe(oracle, [0.9, 0.5], { t: 0, signal: 1, noise: 0 })
    expect(Number.isFinite(answer.logDensity)).toBe(true)
    expect(answer.lines[0]?.index).toBe(0)
  })

  test('says 100 % of the weight only where nothing is left', () => {
    expect([1, 1 - 1e-12, 0.9996, 0.99, 0.72].map(weight)).toEqual(['100', '100', '99.9', '99.0', '72'])
  })

  test('draws no line to what weighs next to nothing', () => {
    expect(heaviest([0.5, 0.001, 0.499]).map(({ index }) => index)).toEqual([0, 2])
    expect(heaviest(new Float64Array(1000).fill(1e-3))).toHaveLength(400)
  })
})

describe('questions that come faster than answers', () => {
  const answered: string[] = []
  const wait: (() => void)[] = []
  const latest = createLatest(
    (question: string) =>
      new Promise<string>((resolve, reject) => {
        wait.push(() => {
          if (question === 'wrong') reject(new Error('wrong'))
          else resolve(question)
        })
      }),
    (answer) => {
      answered.push(answer)
    },
    () => {
      answered.push('failed')
    },
  )
  const settle = async () => {
    wait.shift()?.()
    await new Promise((resolve) => setTimeout(resolve))
  }

  test('leave out what was overtaken, ask nothing twice, and go on after a failure', async () => {
    for (const name of ['a', 'b', 'c']) latest.want(name, name)
    expect(wait).toHaveLength(1)
    await settle()
    await settle()
    expect(answered).toEqual(['a', 'c'])
    latest.want('c', 'c')
    expect(wait).toHaveLength(0)
    latest.want('wrong', 'wrong')
    await settle()
    latest.want('d', 'd')
    await settle()
    expect(answered).toEqual(['a', 'c', 'failed', 'd'])
    latest.want('e', 'e')
    latest.end()
    await settle()
    expect(answered).not.toContain('e')
  })
})
