import { describe, expect, it } from 'vitest'
import {
  arrayAlgebra,
  cosineSchedule,
  discreteProcess,
  makeProcess,
  makeSampler,
  mixtureOracle,
  normalArray,
  oracleDenoiser,
  permutationTest,
  rk45,
  uniformArray,
  type AnySamplerId,
  type AnySamplerSpec,
  type Component,
  type Level,
  type RandomKey,
} from '../../src/diffusion'
import { gridTimes } from '../../src/runs/levels'
import {
  parameterDefaults,
  SAMPLERS,
  samplerSpec,
  usualSettings,
  type SamplerParameters,
} from '../../src/runs/sampler-settings'
import { T } from '../../src/runs/timeline'
import { hopsOf, walked } from './runs'

/** Three blobs of different widths and weights, one of them tilted: the exact denoiser is known, and independent points too. */
const target = [
  { weight: 0.5, mean: [-1, -0.4], covariance: 0.04, roots: [0.2, 0, 0, 0.2] },
  { weight: 0.3, mean: [1, 0.9], covariance: [0.09, 0.06, 0.06, 0.05], roots: [0.3, 0, 0.2, 0.1] },
  { weight: 0.2, mean: [0.8, -1.1], covariance: 0.01, roots: [0.1, 0, 0, 0.1] },
] as const satisfies readonly (Component & { roots: readonly [number, number, number, number] })[]
const oracle = mixtureOracle(target)
const denoise = oracleDenoiser(oracle)
const n = 400
const key = (sample: number, step = 0): RandomKey => ({ seed: 20, purpose: 'start', step, sample })

/** Independent points of the target: mean + root·z. */
function drawPoints(sample: number): Float32Array {
  const [u, z] = [uniformArray(key(sample, 1), n), normalArray(key(sample, 2), 2 * n)]
  const points = new Float32Array(2 * n)
  for (let i = 0; i < n; i++) {
    const {
      mean,
      roots: [a, b, c, d],
    } = target[(u[i] ?? NaN) < 0.5 ? 0 : (u[i] ?? NaN) < 0.8 ? 1 : 2]
    const [z1, z2] = [z[2 * i] ?? NaN, z[2 * i + 1] ?? NaN]
    points.set([mean[0] + a * z1 + b * z2, mean[1] + c * z1 + d * z2], 2 * i)
  }
  return points
}

/** Particles of a sampler on its usual process and grid, from pure noise to data. */
async function particles(
  sampler: AnySamplerId,
  steps: number,
  parameters: Partial<SamplerParameters> = {},
): Promise<Float32Array> {
  const settings = { ...parameterDefaults, rho: 7, ...usualSettings[sampler], ...parameters, sampler, steps }
  const process =
    settings.process === 'discrete'
      ? discreteProcess(cosineSchedule(T))
      : makeProcess(settings.process, cosineSchedule(T))
  const stays = [...Array.from({ length: steps }, () => settings.stay), 0]
  const path = hopsOf(process, sampler === 'langevin' ? stays : gridTimes(process, settings))
  const start = normalArray(key(0), 2 * n).map((z) => (path[0]?.from.noise ?? NaN) * z)
  const normal = (step: number, draw: number) =>
    normalArray({ seed: 20, purpose: 'step', step, sample: 0, draw }, 2 * n)
  const spec = samplerSpec(settings)
  return spec.id === 'rk45'
    ? adaptive(spec, path, process, start)
    : (walked(stepOf(spec), path, { algebra: arrayAlgebra, process, start, denoise, normal }).at(-1)?.next ?? start)
}

/** DDPM's analytic variance is given the exact error of the best denoiser, over the same points at every level. */
function stepOf(spec: Exclude<AnySamplerSpec, { id: 'rk45' }>): ReturnType<typeof makeSampler> {
  const step = makeSampler(spec)
  if (spec.id !== 'ddpm' || spec.variance !== 'analytic') return step
  const [clean, eps] = [drawPoints(30), normalArray(key(31), 2 * n)]
  const meanSquaredError = (at: Level) => {
    let sum = 0
    for (let i = 0; i < n; i++) {
      const xt = Float64Array.of(
        ...[0, 1].map((j) => at.signal * (clean[2 * i + j] ?? NaN) + at.noise * (eps[2 * i + j] ?? NaN)),
      )
      sum += oracle.posteriorVariance(xt, at)
    }
    return sum / n
  }
  return (input) => step({ ...input, meanSquaredError })
}

async function adaptive(
  spec: Extract<AnySamplerSpec, { id: 'rk45' }>,
  path: ReturnType<typeof hopsOf>,
  process: ReturnType<typeof makeProcess>,
  start: Float32Array,
) {
  let xt = start
  for (const { from, to } of path) {
    xt = (
      await rk45(spec)({
        algebra: arrayAlgebra,
        process,
        xt,
        from,
        to,
        denoise,
        normal: () => {
          throw new Error('RK45 draws no noise.')
        },
      })
    ).next
  }
  return xt
}

const pValue = async (...run: Parameters<typeof particles>) =>
  permutationTest(await particles(...run), drawPoints(1), 2, key(9), 199).pValue

/**
 * Enough steps, by order and kind: where a sampler is told from the target at fewer, that is its error and not the test's.
 * Plain Langevin is left out: it stays at one noise level and does not promise the data.
 */
const enough: Readonly<Record<Exclude<AnySamplerId, 'langevin'>, number>> = {
  ddpm: 200,
  ddim: 60,
  euler: 60,
  heun: 20,
  midpoint: 20,
  rk4: 16,
  rk45: 4,
  'dpm-solver++': 25,
  unipc: 25,
  pndm: 50,
  lms: 25,
  'euler-ancestral': 200,
  'sde-dpm-solver++': 60,
  'reverse-sde': 250,
  'predictor-corrector': 250,
  'annealed-langevin': 100,
  'flow-euler': 100,
  'flow-midpoint': 50,
  'flow-heun': 50,
}

describe('particles and as many independent points of the target cannot be told apart', () => {
  const converging = SAMPLERS.filter((sampler) => sampler !== 'langevin')
  it.each(converging)('%s, as it is usually run', async (sampler) => {
    expect(
      await pValue(sampler, enough[sampler], sampler === 'ddpm' ? { variance: 'beta-tilde' } : {}),
    ).toBeGreaterThan(0.02)
  })

  it.each([['beta'], ['analytic']] as const)('ddpm with variance %s', async (variance) => {
    expect(await pValue('ddpm', enough.ddpm, { variance })).toBeGreaterThan(0.02)
  })

  it('two draws of the target', () => {
    expect(permutationTest(drawPoints(2), drawPoints(1), 2, key(9), 199).pValue).toBeGreaterThan(0.02)
  })
})

describe('they are told apart where there are too few steps:', () => {
  it.each<[AnySamplerId, number]>([
    ['euler', 4],
    ['ddim', 3],
    ['ddpm', 6],
    ['flow-euler', 3],
    ['reverse-sde', 5],
    ['annealed-langevin', 4],
  ])('%s at %d', async (sampler, steps) => {
    expect(await pValue(sampler, steps, sampler === 'ddpm' ? { variance: 'beta-tilde' } : {})).toBeLessThanOrEqual(0.01)
  })

  it('and plain Langevin always: it spreads over one noise level alone', async () => {
    expect(await pValue('langevin', 200)).toBeLessThanOrEqual(0.01)
  })
})
