import { choiceOf, defaults, type RaceSettings, sameChoice } from '../model/settings'
import { patchSettings } from '../run/player'
import './link-text'
import { allowed, asLane, baseOf, type Lane, recordedShare } from './lanes'
import { PRESETS } from './presets'
import type { Race, RaceState } from './store'

// What is set of a race stands in the walk's settings, so that a link carries it and undo brings it back. Its frames, its networks and
// its playhead are the race's own.

const asSettings = ({ lanes, allowance, preset }: RaceState): RaceSettings | null =>
  lanes.length === 0
    ? null
    : { ...allowance, lanes: lanes.map(({ settings }) => choiceOf(settings)), preset: preset ?? null }

/** The walk's settings say what the race has become. */
export function keep(race: Race): void {
  const { settings } = race.player.store.getState()
  const now = asSettings(race.store.getState())
  if (JSON.stringify(now) === JSON.stringify(settings.race)) return
  race.keptSettings = now
  patchSettings(race.player, { race: now })
}

/** Lanes that settings ask for; a lane that is there already keeps its id and its frames. */
function lanesFor(settings: RaceSettings, before: readonly Lane[]) {
  const free = new Set(before)
  return settings.lanes.map((runSettings, place) => {
    const same = [...free].find((lane) => sameChoice(choiceOf(lane.settings), runSettings))
    const there = before.length === settings.lanes.length ? before[place] : undefined
    const lane = same ?? (there && free.has(there) ? there : undefined)
    if (lane) free.delete(lane)
    const of = baseOf({ ...defaults, ...runSettings })
    return lane ? { ...lane, settings: of } : asLane(of)
  })
}

/** The race becomes what the settings say. */
function adopt(race: Race, settings: RaceSettings | null): void {
  race.keptSettings = settings
  race.controller.abort()
  race.store.setState((state) => {
    const allowance = settings ? { mode: settings.mode, budget: settings.budget } : state.allowance
    const lanes = settings ? allowed(lanesFor(settings, state.lanes), allowance, state.costs) : []
    return {
      lanes,
      allowance,
      preset: PRESETS.find((preset) => preset === settings?.preset),
      playing: false,
      share: Math.min(state.share, recordedShare(lanes)),
    }
  })
}

/** From now on the race is what the walk's settings say, whoever changes them: a link, or undo. */
export function followSettings(race: Race): Race {
  if (race.keptSettings !== undefined) return race
  const { store } = race.player
  adopt(race, store.getState().settings.race)
  store.subscribe(({ settings }, before) => {
    if (settings.race !== before.settings.race && settings.race !== race.keptSettings) adopt(race, settings.race)
  })
  return race
}
