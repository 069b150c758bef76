import type { GuidanceSpec, RunSpec } from '../../engine/protocol/pictures'
import { samplerSpec } from '../../runs/sampler-settings'
import { pathOf } from '../model/path'
import { type Settings, SIGMA_MOST } from '../model/settings'
import { needsClassifier, nothingToGuide } from './advice'

/** What the engine is asked for by these settings. */
export function specOf(settings: Settings): RunSpec {
  const { process, clip, label, seed, samples } = settings
  return {
    process,
    levels: pathOf(settings).levels,
    sampler: samplerSpec(settings),
    guidance: guidanceOf(settings),
    clip,
    label,
    seed,
    samples,
  }
}

/** Where there is nothing to guide, the network is asked once: the same asked twice cancels out. */
function guidanceOf(settings: Settings): GuidanceSpec {
  const { guide, guidance, guideMin, guideMax, rescaleOutput, rescaleX0, negative } = settings
  const led = needsClassifier(settings)
  const scale = nothingToGuide(settings) ? 1 : guidance
  const interval = [Math.min(guideMin, guideMax), guideMax >= SIGMA_MOST ? Infinity : guideMax] as const
  if (guide === 'classifier-free') return { kind: guide, scale, interval, rescaleOutput, rescaleX0, negative }
  return {
    kind: led ? 'classifier' : 'classifier-free',
    scale: led ? guidance : 0,
    interval: [0, Infinity],
    rescaleOutput: 0,
    rescaleX0: 0,
    negative: null,
  }
}
