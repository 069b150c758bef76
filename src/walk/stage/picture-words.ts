import { type Level, levelAt } from '../../diffusion'
import { text } from '../../i18n'
import { spokenText } from '../../i18n/spoken'
import { T } from '../../runs/timeline'
import { verdict } from '../classifier/verdict'
import { classTitle, pictureTitle } from '../model/class-words'
import { FIRST, isOwn, modelOf } from '../model/models'
import { scheduleOf } from '../model/schedules'
import { type Player, watchedRun } from '../run/player'
import { currentFrame } from '../run/stage-pictures'
import type { WalkState } from '../run/store'

/** Shares that have a name, and beyond which share a picture counts as noise alone. */
const NAMED = [0.1, 1 / 4, 1 / 3, 1 / 2, 2 / 3, 3 / 4, 0.9] as const
const ALMOST = 0.05
const NOISE_ALONE = 0.998

/**
 * The share of xₜ's variance that is noise, σ²/(α² + σ²), in [0, 1], where the data's variance is 1, as the page's readings take it:
 * 1 − ᾱₜ of a discrete schedule.
 */
export const noiseShare = ({ signal, noise }: Pick<Level, 'signal' | 'noise'>): number =>
  noise ** 2 / (signal ** 2 + noise ** 2)

/** Which of the eleven words for a share of noise is meant: 0 for none of it, 10 for nothing else. @param share in [0, 1] */
export function wordOf(share: number): number {
  if (share === 0) return 0
  if (share < ALMOST) return 1
  if (share >= NOISE_ALONE) return 10
  if (share > 1 - ALMOST) return 9
  const distances = NAMED.map((named) => Math.abs(named - share))
  return 2 + distances.indexOf(Math.min(...distances))
}

/** What the forward walk dissolves, as far as the page knows it: a picture of the gallery by its class; undefined until it has come. */
function pictureOf({ gallery }: Pick<Player, 'gallery'>, { settings }: WalkState): string | undefined {
  const { picture } = settings
  if (picture.kind === 'own') return text.forward.own
  if (!gallery) return undefined
  const model = modelOf(settings)
  return pictureTitle((isOwn(model.id) ? FIRST : model).menus, gallery.labels[picture.index] ?? null)
}

function forwardWords(player: Player, state: WalkState): string {
  const { t } = state.settings
  const picture = pictureOf(player, state)
  if (picture === undefined) return text.stage.noPicture
  const share = noiseShare(levelAt(scheduleOf(state.settings).process, t))
  return spokenText.forward(picture, spokenText.dissolved[wordOf(share)] ?? '', t, T)
}

function readingWords(player: Player, state: WalkState): string {
  const { settings, classifier, run } = state
  const reading = currentFrame(player, state)?.reading
  if (!settings.judge || !reading || classifier.status !== 'ready' || run.source === 'recording') return ''
  return verdict(reading, classifier.labels, settings.label, watchedRun(player).samples)
}

function reverseWords(player: Player, state: WalkState): string {
  const { frame, label, from } = state.settings
  const { levels, times, samples } = watchedRun(player)
  const at = levels[frame]
  if (!at) return ''
  const askedWords = spokenText.asked(classTitle(modelOf(state.settings).menus, label), samples, from !== 'noise')
  const noise = spokenText.noise[wordOf(noiseShare(at))] ?? ''
  const where = spokenText.reverse(frame, state.run.total, times[frame] ?? T, noise)
  return [where, askedWords, readingWords(player, state)].filter(Boolean).join(' ')
}

/**
 * The large picture in words: which, how far it is dissolved, where in the walk it stands, and what the classifier reads, if it is
 * asked. Of a network's picture the page knows only what was asked for, so it says no more.
 */
export const pictureWords = (player: Player, state: WalkState): string =>
  state.settings.direction === 'forward' ? forwardWords(player, state) : reverseWords(player, state)
