import { type AnySamplerSpec, type Level, level, normalArray, posterior, rises } from '../../diffusion'
import type { LookedStep, LookRequest } from '../../engine/protocol/look'
import { Unanswered } from '../ask/answers'
import { requestOf } from '../inspect/subject'
import { modelOf } from '../model/models'
import { stretchAt } from '../model/past'
import { scheduleOf } from '../model/schedules'
import type { Settings } from '../model/settings'
import type { Player } from '../run/player'
import type { WalkRun } from '../run/walk-run'
import type { KnownStep } from './diagnose'
import type { StepFacts } from './mistakes'

/** Questions that a newer one took the place of are asked again so many times. */
const TRIES = 3

/** What a recorded step knew. @throws Unanswered */
async function lookAt({ engine }: Pick<Player, 'engine'>, request: LookRequest): Promise<LookedStep> {
  for (let i = 0; i < TRIES; i++) {
    const looked = await engine.look(request)
    if (looked.status === 'looked') return looked.step
    if (looked.status === 'failed') throw new Unanswered(looked.fault)
  }
  throw new Unanswered(undefined)
}

/** DDPM's variance or DDIM's σ², between two levels; undefined of a sampler whose mistakes have no names. */
function varianceBy(sampler: AnySamplerSpec): ((from: Level, to: Level) => number) | undefined {
  if (sampler.id === 'ddim') return (from, to) => sampler.eta ** 2 * posterior(from, to).betaTilde
  if (sampler.id !== 'ddpm') return undefined
  const { variance } = sampler
  if (variance === 'beta') return (from, to) => (to.noise > 0 ? posterior(from, to).beta : 0)
  return variance === 'beta-tilde' ? (from, to) => posterior(from, to).betaTilde : undefined
}

/** The level of the schedule at a whole t. */
function levelsOf(settings: Settings): StepFacts['levelAt'] {
  const { schedule } = scheduleOf(settings)
  return (t) => (Number.isInteger(t) && t >= 0 && t <= schedule.T ? level(schedule, t) : undefined)
}

/** What the network said before x̂₀ was limited. */
function unlimited({ answer }: LookedStep) {
  const before = answer.changed.filter(({ kind }) => kind !== 'clip' && kind !== 'threshold').at(-1)
  return before ?? answer.answers[0] ?? answer
}

type Plain = Omit<StepFacts, 'nextByMistake'>

/**
 * The fresh noise of a step, and its variance. Of a learned variance the noise comes scaled, value by value, so the variance that is
 * left is 1.
 */
function noiseOf({ sampler }: LookRequest['spec'], { terms }: LookedStep, z: Float32Array) {
  if (sampler.id !== 'ddpm' || sampler.variance !== 'learned') return { z, varianceOf: varianceBy(sampler) }
  const scaled = terms?.find(({ part }) => part === 'fresh')?.value
  return { z: scaled ?? z, varianceOf: () => (scaled ? 1 : 0) }
}

/** The step as a recipe; undefined where it is none that a program's mistake could be told of. */
function factsOf(settings: Settings, { spec }: LookRequest, step: LookedStep, normal: Float32Array): Plain | undefined {
  const { from, to, xt } = step
  const { z, varianceOf } = noiseOf(spec, step, normal)
  const thresholds = spec.changes.some(({ kind }) => kind === 'threshold')
  if (!varianceOf || spec.process !== 'discrete' || rises(from, to) || thresholds) return undefined
  const { x0Hat, epsHat } = unlimited(step)
  return {
    recipe: {
      family: spec.sampler.id === 'ddpm' ? 'ddpm' : 'ddim',
      from,
      to,
      sign: 1,
      clip: spec.changes.some(({ kind }) => kind === 'clip'),
      derive: true,
      roots: { estimate: true, x0: true, eps: true, noise: true },
      variance: varianceOf(from, to),
    },
    parts: { xt, eps: epsHat, x0: x0Hat, z },
    varianceOf,
    levelAt: levelsOf(settings),
  }
}

/** Where the step would lead if the network were asked for no class, or were not guided. */
async function askedOtherwise(
  player: Player,
  request: LookRequest,
  settings: Settings,
): Promise<StepFacts['nextByMistake']> {
  const { spec } = request
  const unguided = spec.changes.filter(({ kind }) => kind !== 'classifier-free' && kind !== 'classifier')
  const nextOf = async (changed: Partial<LookRequest['spec']>) =>
    (await lookAt(player, { ...request, spec: { ...spec, ...changed } })).next
  return {
    ...(spec.label !== null &&
      modelOf(settings).hasNullClass && { 'no-class': await nextOf({ label: null, changes: unguided }) }),
    ...(unguided.length < spec.changes.length && { 'no-guidance': await nextOf({ changes: unguided }) }),
  }
}

/**
 * The exact numbers of the step to a frame, of the run's first picture, by asking the engine to take it again.
 *
 * @returns undefined where the run has no such step
 * @throws Unanswered
 */
export async function knownStep(player: Player, run: WalkRun, frame: number): Promise<KnownStep | undefined> {
  const request = requestOf(run, frame, 0)
  if (!request) return undefined
  const { settings } = stretchAt(run.stretches, frame)
  const step = await lookAt(player, request)
  const z =
    step.fresh[0] ?? normalArray({ seed: settings.seed, purpose: 'step', step: frame - 1, sample: 0 }, step.next.length)
  const facts = factsOf(settings, request, step, z)
  const nextByMistake = facts && (await askedOtherwise(player, request, settings))
  return {
    next: step.next,
    terms: step.terms ?? [],
    z,
    facts: facts && { ...facts, ...(nextByMistake && { nextByMistake }) },
  }
}
