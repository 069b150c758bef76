import { usualSettings } from '../runs/sampler-settings'
import { defaults, type PlaneSettings, type RunChoice, runOf } from './settings'

export const EXPERIMENTS = [
  'map',
  'same-paths',
  'few-steps',
  'one-step',
  'langevin',
  'posterior',
  'ten-points',
  'class',
  'classifier',
  'over-guidance',
  'learning',
  'likelihood',
] as const
export type ExperimentId = (typeof EXPERIMENTS)[number]

/** An experiment that walks back, with these differences from the default settings. */
const back = (patch: Partial<PlaneSettings>): Partial<PlaneSettings> => ({
  direction: 'reverse',
  arrows: 'none',
  ...patch,
})
/** A second run from the same noise, with these differences from the default run. */
const beside = (patch: Partial<RunChoice>): RunChoice => ({ ...runOf(defaults), ...patch })

const flow = { sampler: 'flow-heun', process: 'flow', grid: 'uniform' } as const
const byLogSnr = { process: 'discrete', grid: 'log-snr', steps: 6 } as const

/** How each experiment differs from the default settings. `test/plane/experiments.test.ts` computes that each shows what its card claims. */
const patches: Readonly<Record<ExperimentId, Partial<PlaneSettings>>> = {
  map: back({
    points: { kind: 'distribution', id: 'gaussians' },
    trails: false,
    steps: 100,
    beside: beside({ sampler: 'ddpm', steps: 100 }),
  }),
  'same-paths': back({
    points: { kind: 'distribution', id: 'spirals' },
    steps: 200,
    particles: 200,
    beside: beside({ ...flow, steps: 100 }),
  }),
  'few-steps': back({
    points: { kind: 'distribution', id: 'spirals' },
    ...byLogSnr,
    sampler: 'euler',
    beside: beside({ ...byLogSnr, sampler: 'dpm-solver++' }),
  }),
  'one-step': back({ points: { kind: 'distribution', id: 'rings' }, steps: 1, beside: beside({ steps: 20 }) }),
  langevin: back({
    points: { kind: 'distribution', id: 'two-blobs' },
    arrows: 'score',
    trails: false,
    sampler: 'langevin',
    stay: 200,
    delta: 0.5,
    steps: 100,
    beside: beside({ ...usualSettings['annealed-langevin'], sampler: 'annealed-langevin', steps: 100 }),
  }),
  posterior: { points: { kind: 'distribution', id: 'heart' }, pointCount: 100, t: 450 },
  'ten-points': back({ pointCount: 10, contours: false, grid: 'log-snr' }),
  class: {
    points: { kind: 'distribution', id: 'checkerboard' },
    heatMap: 'class',
    colourBy: 'class',
    arrows: 'none',
    t: 300,
  },
  classifier: back({
    points: { kind: 'distribution', id: 'rings' },
    guidance: { kind: 'classifier', label: 1, scale: 1 },
    heatMap: 'class',
    colourBy: 'start',
  }),
  'over-guidance': back({ guidance: { kind: 'classifier-free', label: 1, scale: 6 } }),
  learning: {
    points: { kind: 'distribution', id: 'moons' },
    pointCount: 2000,
    answerer: 'network',
    heatMap: 'error',
    arrows: 'score',
    t: 400,
  },
  likelihood: { points: { kind: 'distribution', id: 'triangle' }, heatMap: 'likelihood', arrows: 'none', t: 350 },
}

/** The settings of an experiment. It keeps the visitor's seed, so that the same particles stay on the stage. */
export const settingsOf = (id: ExperimentId, seed: number = defaults.seed): PlaneSettings => ({
  ...defaults,
  ...patches[id],
  seed,
})
