import { samplerInfo } from '../../diffusion'
import type { PlaneRunSpec } from '../../engine/protocol/plane'
import { samplerSpec, usualSettings } from '../../runs/sampler-settings'
import type { PlaneSettings, RunChoice } from '../settings'
import { beginRun } from '../plane-run'

/** The settings without DDPM's learned variance, for which no network here has a head: they use the lower bound instead. */
const withVariance = (settings: PlaneSettings): PlaneSettings =>
  settings.variance === 'learned' ? { ...settings, variance: 'beta-tilde' } : settings

/** The room's settings with another sampler and its usual settings. */
export function usualRun(settings: PlaneSettings, sampler: RunChoice['sampler'], steps: number): PlaneSettings {
  return { ...settings, ...usualSettings[sampler], sampler, steps, rho: 7 }
}

/** The specification and start of a run of so many particles, as the room would begin it. */
export function wholeRun(
  settings: PlaneSettings,
  particles: number,
  seed: number,
): { spec: PlaneRunSpec; start: Float32Array } {
  const choice = { ...withVariance(settings), particles, seed }
  const { spec, frames } = beginRun(choice, choice)
  return { spec, start: frames[0]?.xt ?? new Float32Array() }
}

/**
 * The most steps that fit into a number of network evaluations; 0 if none fits. Solvers of several stages need one evaluation for
 * the last step, to data; a student needs one for every step, whatever the sampler.
 */
export function stepsFor(run: RunChoice, nfe: number): number {
  if (run.answerer === 'student') return nfe
  const spec = samplerSpec(run)
  const { nfe: each } = samplerInfo(spec)
  if (spec.id === 'annealed-langevin' || spec.id === 'pndm') return Math.max(0, Math.floor((nfe - 1) / each)) // one evaluation more, on the last or the first level
  return Math.floor((nfe + each - 1) / each)
}
