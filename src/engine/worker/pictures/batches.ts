import { comparesAnswers } from '../../../diffusion'
import type { RunSpec } from '../../protocol/pictures'

/** What decides how many pictures the network is shown at once. */
export type Batch = Pick<RunSpec, 'samples' | 'changes'>

/**
 * How many pictures a run shows the network at once: its own, and twice as many where guidance compares two answers about each.
 * With an interval it is both, since outside of it there is nothing to compare.
 */
export function batchesOf({ samples, changes }: Batch): readonly number[] {
  const guidance = changes.find((change) => change.kind === 'classifier-free')
  if (!guidance || !comparesAnswers(guidance.scale, guidance.rescaleOutput, guidance.rescaleX0)) return [samples]
  const [low, high] = guidance.interval
  return low === 0 && high === Infinity ? [2 * samples] : [samples, 2 * samples]
}
