import { samplerInfo } from '../../diffusion'
import type { PlaneRunSpec } from '../../engine/protocol/plane'
import { samplerSpec, usualSettings } from '../../runs/sampler-settings'
import type { PlaneSettings, RunChoice } from '../settings'
import { beginRun } from '../plane-run'

/** DDPM's learned variance is a network's own: here the lower bound stands in for it. */
const withVariance = (settings: PlaneSettings): PlaneSettings =>
  settings.variance === 'learned' ? { ...settings, variance: 'beta-tilde' } : settings

/** The room's settings with another sampler, as that is usually run. */
export function usualRun(settings: PlaneSettings, sampler: RunChoice['sampler'], steps: number): PlaneSettings {
  return { ...settings, ...usualSettings[sampler], sampler, steps, rho: 7 }
}

/** A whole run of n particles as the room would begin it. */
export function wholeRun(
  settings: PlaneSettings,
  particles: number,
  seed: number,
): { spec: PlaneRunSpec; start: Float32Array } {
  const measured = { ...withVariance(settings), particles, seed }
  const { spec, frames } = beginRun(measured, measured)
  return { spec, start: frames[0]?.xt ?? new Float32Array() }
}

/**
 * The most steps that a number of network evaluations pays for; 0 if it pays for none. Solvers of several stages take the last
 * step, to data, in one evaluation; a student takes each of its own in one, whatever the sampler.
 */
export function stepsFor(run: RunChoice, nfe: number): number {
  if (run.answerer === 'student') return nfe
  const spec = samplerSpec(run)
  const { nfe: each } = samplerInfo(spec)
  if (spec.id === 'annealed-langevin' || spec.id === 'pndm') return Math.max(0, Math.floor((nfe - 1) / each)) // one more on the last level, or the first
  return Math.floor((nfe + each - 1) / each)
}
