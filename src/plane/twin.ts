import { samplerInfo } from '../diffusion'
import { samplerSpec, withSampler } from '../runs/sampler-settings'
import { type RunChoice, runOf } from './settings'

/** The first choice of a second run: one that adds fresh noise if the first adds none, and the reverse. */
export const twinOf = (run: RunChoice): RunChoice => ({
  ...runOf(run),
  ...withSampler(samplerInfo(samplerSpec(run)).stochastic ? 'ddim' : 'ddpm'),
  process: run.process,
  grid: run.grid,
})
