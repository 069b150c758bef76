import { levelAt, normalArray, samplerInfo } from '../../diffusion'
import { planeProcess } from '../../engine/plane/process'
import type { PlaneRunSpec, Question } from '../../engine/plane/protocol'
import { gridTimes, type LevelSettings } from '../../rooms/levels'
import { samplerSpec, usual, type SamplerParameters } from '../../rooms/sampler-settings'
import type { PlaneSettings } from '../settings'

/** All that decides the noise levels and steps of a run that is measured. */
export type MeasuredRun = Omit<LevelSettings, 'stay'> & SamplerParameters & Pick<PlaneSettings, 'schedule' | 'answerer' | 'guidance'>

/** DDPM's learned and measured variances are networks' own: here the lower bound stands in for them. */
const withVariance = (run: MeasuredRun): MeasuredRun =>
  run.variance === 'learned' || run.variance === 'analytic' ? { ...run, variance: 'beta-tilde' } : run

/** The room's run with another sampler, as that is usually run. */
export function usualRun(settings: MeasuredRun, sampler: MeasuredRun['sampler'], steps: number): MeasuredRun {
  return { ...settings, ...usual[sampler], sampler, steps, rho: 7 }
}

/** A whole run of n particles from pure noise, σ·z of the seed. */
export function wholeRun(run: MeasuredRun, particles: number, seed: number): { spec: PlaneRunSpec; start: Float32Array } {
  const settings = withVariance(run)
  const process: Question['process'] = { id: settings.process, schedule: settings.schedule }
  const on = planeProcess(process)
  const levels = gridTimes(on, settings).map((t) => levelAt(on, t))
  const sigma = levels[0]?.noise ?? NaN
  const start = normalArray({ seed, purpose: 'start', step: 0, sample: 0 }, 2 * particles).map((z) => sigma * z)
  const { answerer, guidance } = settings
  return { spec: { answerer, guidance, process, levels, sampler: samplerSpec(settings), seed, particles }, start }
}

/**
 * The most steps that a number of network evaluations pays for; 0 if it pays for none. Solvers of several stages take the last
 * step, to data, in one evaluation.
 */
export function stepsFor(run: MeasuredRun, nfe: number): number {
  const spec = samplerSpec(run)
  const { nfe: each } = samplerInfo(spec)
  if (spec.id === 'annealed-langevin' || spec.id === 'pndm') return Math.max(0, Math.floor((nfe - 1) / each)) // one more on the last level, or the first
  return Math.floor((nfe + each - 1) / each)
}
