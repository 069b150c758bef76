import { makeSchedule } from '../../diffusion'
import { T } from '../../runs/timeline'
import { modelOf, valuesOf } from '../model/models'
import { NAMED_SCHEDULES } from '../model/make-schedules'
import { scheduleOf } from '../model/schedules'
import type { RunSettings, Settings } from '../model/settings'
import { patchSettings, type Player } from '../run/player'

const sameSchedule = (a: RunSettings, b: RunSettings): boolean => {
  const [{ schedule: one }, { schedule: other }] = [scheduleOf(a), scheduleOf(b)]
  return one === other || one.alphaBar.every((value, t) => value === other.alphaBar[t])
}

/**
 * Whether a run can go on with other settings: its states are as many pictures of the same shape, and lie on the same process. What
 * it started from is its past.
 */
export const canFollow = (before: RunSettings, after: RunSettings): boolean =>
  before.samples === after.samples &&
  before.process === after.process &&
  before.from === after.from &&
  (after.from === 'noise' || JSON.stringify(before.picture) === JSON.stringify(after.picture)) &&
  valuesOf(modelOf(before)) === valuesOf(modelOf(after)) &&
  modelOf(before).channels === modelOf(after).channels &&
  sameSchedule(before, after)

/** The network of a branch is another one, of another schedule: the branch stays on the schedule of its past, if that has a name. */
function onSameSchedule(before: RunSettings, after: Settings): Settings | undefined {
  const { alphaBar } = scheduleOf(before).schedule
  const name = NAMED_SCHEDULES.find((each) => makeSchedule(each, T).alphaBar.every((value, t) => value === alphaBar[t]))
  const named = name && { ...after, schedule: name }
  return named && canFollow(before, named) ? named : undefined
}

/**
 * Keeps settings and past together: a change that the past cannot lead to begins a run without it.
 *
 * @param onDropped is called when that happened, with the settings of the run that then began
 * @returns a function that ends it
 */
export const followPast = (player: Player, onDropped: (settings: Settings) => void): (() => void) =>
  player.store.subscribe(({ settings: now }, { settings: before }) => {
    const last = now.past.at(-1)?.chosen
    if (now === before || !last || canFollow(last, now)) return
    const mended = now.model === last.model ? undefined : onSameSchedule(last, now)
    patchSettings(player, mended ? { schedule: mended.schedule } : { past: [] })
    if (!mended) onDropped(player.store.getState().settings)
  })
