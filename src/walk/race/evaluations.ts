import {
  type Answers,
  arrayAlgebra,
  comparesAnswers,
  type Denoised,
  type Level,
  makeProcess,
  makeSampler,
  noiseToSignal,
  sample,
  samplerInfo,
} from '../../diffusion'
import type { RunSpec } from '../../engine/protocol/pictures'
import { scheduleOf } from '../model/schedules'
import type { Settings } from '../model/settings'
import { specOf } from '../run/spec'

/** What a denoiser of a single number says, whatever it is asked. */
const answer: Denoised<Float32Array> = {
  x0Hat: new Float32Array(1),
  epsHat: new Float32Array(1),
  v: new Float32Array(1),
}

/** How many answers of the network one question of the sampler costs at a level: two where guidance compares them. */
function costOf({ changes }: RunSpec): (at: Level) => number {
  const guidance = changes.find(({ kind }) => kind === 'classifier-free')
  if (guidance?.kind !== 'classifier-free') return () => 1
  const { scale, rescaleOutput, rescaleX0, interval } = guidance
  if (!comparesAnswers(scale, rescaleOutput, rescaleX0)) return () => 1
  const [low, high] = interval
  return (at) => (noiseToSignal(at) < low || noiseToSignal(at) > high ? 1 : 2)
}

const evaluationsBySettings = new WeakMap<Settings, readonly number[] | null>()

/**
 * Evaluations of the network after each step of a run, before it is walked: its own sampler walks a single number, and its questions
 * are counted. So last steps that ask less, first ones that ask more and limits of guidance need no rule of their own.
 *
 * @returns [steps + 1], of which the first is 0; null where the sampler asks as often as its tolerance wants
 */
export function evaluationsOf(settings: Settings): readonly number[] | null {
  const before = evaluationsBySettings.get(settings)
  if (before !== undefined) return before
  const counted = count(settings)
  evaluationsBySettings.set(settings, counted)
  return counted
}

function count(settings: Settings): readonly number[] | null {
  const spec = specOf(settings)
  const { sampler, levels } = spec
  if (sampler.id === 'rk45') return null
  const cost = costOf(spec)
  let evaluations = 0
  const answers: Answers<Float32Array> = {
    denoise: (_, at) => {
      evaluations += cost(at)
      return answer
    },
    normal: () => new Float32Array(1),
  }
  const process = makeProcess(settings.process, scheduleOf(settings).schedule)
  const course = {
    algebra: arrayAlgebra,
    process,
    levels,
    memory: samplerInfo(sampler).memory,
    meanSquaredError: () => 1,
  }
  const sums = [0]
  const start = { index: 0, xt: new Float32Array(1), history: [] }
  for (const _ of sample(makeSampler(sampler), course, start, answers)) sums.push(evaluations)
  return sums
}

/** Evaluations of a whole run; null where they are not known before. */
export const totalEvaluations = (settings: Settings): number | null => evaluationsOf(settings)?.at(-1) ?? null
