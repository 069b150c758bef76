import { boundWeight, type Schedule } from '../../diffusion'
import { measureTerms } from '../../walk/bound/measure'
import { boundOf as storeOf } from '../../walk/bound/store'
import { subjectOf } from '../../walk/bound/subject'
import { type BoundOf, boundsOf, importanceOf } from '../../walk/bound/summary'
import { ladderOf } from '../../walk/bound/terms'
import { until } from '../instruments/until'
import { NothingToMeasure } from '../instruments/nothing-to-measure'
import type { Instruments } from '../instruments/instruments'

/** Terms of the bound with which a question is content: three of each of the 24 ranges of t. */
const ENOUGH = 72

/**
 * The bound of the picture on the screen by each reverse variance, and the importance sampler over t. What the study on the screen has
 * measured counts; what is missing is measured now, and the study shows it too.
 */
export async function measuredBound({ walk, signal, progress }: Instruments) {
  await walk.forward(0) // the picture has arrived
  await walk.ask([]) // the network too
  const { player, settings } = walk
  const ofPicture = subjectOf(settings, player.gallery)
  if (!ofPicture) throw new NothingToMeasure()
  const { key, subject } = ofPicture
  const store = storeOf(player)
  store.getState().work?.stop() // two who measure would measure the same terms twice
  await until(store, ({ work }) => work === undefined, signal)
  const rows = () => store.getState().terms[key] ?? []
  const from = rows().length
  if (from < ENOUGH)
    await measureTerms(player.engine, subject, { from, until: ENOUGH }, signal, (more) => {
      store.setState(({ terms }) => ({ terms: { ...terms, [key]: [...rows(), ...more] } }))
      progress(rows().length / ENOUGH)
    })
  const bounds = boundsOf(subject, rows())
  return { bounds, importance: importanceOf(bounds) }
}

/** The share of a bound that its first t cost, up to `last`. Ranges of t that begin there and end later do not count. */
export function shareUpTo({ sum, total }: Pick<BoundOf, 'sum' | 'total'>, last: number): number {
  const first = sum.strata.filter((stratum) => stratum.last <= last)
  return first.reduce((bits, stratum) => bits + (stratum.last - stratum.first + 1) * stratum.mean, 0) / total.value
}

/** How much more the bound counts a squared error of ε̂ at one t than at another; variance β̃. L_simple counts all alike. */
export const weightAgainst = (schedule: Schedule, t: number, other: number): number =>
  boundWeight(ladderOf(schedule), t, 'beta-tilde') / boundWeight(ladderOf(schedule), other, 'beta-tilde')
