import {
  buildClassifier,
  checkClassifier,
  type ClassifierCheckpoint,
  fetchClassifier,
  type FetchOptions,
  warmUpClassifier,
} from '../../../network'
import type { Judge } from './judge'
import { LoadFailed, scheduleOf } from './load'

/** The newest that was fetched: after a lost device it is placed on the next without being fetched. */
let newest: { readonly url: string; readonly files: ClassifierCheckpoint } | undefined

/**
 * Fetches a classifier, places it on the current back end, and has it compute stored values before it is believed.
 *
 * @throws LoadFailed `classifier-wrong`, CheckpointError, or the signal's AbortError
 */
export async function loadJudge(url: string, options: FetchOptions): Promise<Judge> {
  const files = newest?.url === url ? newest.files : await fetchClassifier(url, options)
  newest = { url, files }
  const classifier = buildClassifier(files)
  const { sample_size: size, in_channels } = files.config
  await warmUpClassifier(classifier, [1, size, size, in_channels])
  const { ok, worst } = await checkClassifier(classifier, files)
  if (ok) return { classifier, schedule: scheduleOf(files.betas), accuracy: files.card.accuracy }
  classifier.dispose()
  throw new LoadFailed({ code: 'classifier-wrong', details: { worst: worst.toPrecision(2) } })
}
