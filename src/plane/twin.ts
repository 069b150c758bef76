import { samplerInfo } from '../diffusion'
import { samplerSpec, withSampler } from '../runs/sampler-settings'
import { type RunChoice, runOf } from './settings'

/** A run to stand beside another at first: with fresh noise where that has none, and without where it has. */
export const twinOf = (run: RunChoice): RunChoice => ({
  ...runOf(run),
  ...withSampler(samplerInfo(samplerSpec(run)).stochastic ? 'ddim' : 'ddpm'),
  process: run.process,
  grid: run.grid,
})
