import { nextSeed } from '../../runs/seed'
import { pause as pauseWalk } from '../../runs/playback'
import type { Settings } from '../model/settings'
import { possible } from '../run/possible'
import { patchSettings } from '../run/player'
import { walkLanes } from './driver'
import type { Allowance } from './fair'
import { allowed, asLane, baseOf, canGoOn, type Lane, MOST_LANES, recordedShare } from './lanes'
import type { Preset } from './presets'
import { keep } from './settings'
import { type Race, type RaceState, take } from './store'

/** Milliseconds that a race takes from noise to data, where it is not computed more slowly. */
const PLAY_MS = 6000

const isStill = () => matchMedia('(prefers-reduced-motion: reduce)').matches

/** Other lanes, or another allowance: what was walked stays where it is the same, and the race stands still. */
function change(
  race: Race,
  patch: {
    readonly lanes?: readonly (Pick<Lane, 'id' | 'settings'> & Partial<Lane>)[]
    readonly allowance?: Allowance
    readonly preset?: Preset | undefined
  },
): void {
  pause(race)
  race.store.setState((state) => {
    const { lanes, allowance, preset } = { ...state, ...patch }
    const now = allowed(lanes, allowance, state.costs)
    return { lanes: now, allowance, preset, share: Math.min(state.share, recordedShare(now)) }
  })
  keep(race)
}

/** Begins a race of these lanes. @param preset whose they are */
export function begin(
  race: Race,
  lanes: readonly Settings[],
  allowance: Partial<Allowance> = {},
  preset?: Preset,
): void {
  race.store.setState({ share: 0, wasLost: false, flowFault: undefined })
  change(race, {
    lanes: lanes.slice(0, MOST_LANES).map(asLane),
    allowance: { ...race.store.getState().allowance, ...allowance },
    preset,
  })
}

/** What a race begins with: the walk's settings as they are now. */
export const walkBase = ({ player }: Pick<Race, 'player'>): Settings => baseOf(player.store.getState().settings)

export function allow(race: Race, patch: Partial<Allowance>): void {
  change(race, { allowance: { ...race.store.getState().allowance, ...patch } })
}

/** One lane more, like the last. */
export function addLane(race: Race): void {
  const { lanes } = race.store.getState()
  const last = lanes.at(-1)
  if (lanes.length < MOST_LANES)
    change(race, { lanes: [...lanes, asLane(last ? last.settings : walkBase(race))], preset: undefined })
}

export function removeLane(race: Race, id: number): void {
  change(race, { lanes: race.store.getState().lanes.filter((lane) => lane.id !== id), preset: undefined })
}

export function changeLane(race: Race, id: number, patch: Partial<Settings>): void {
  const changed = (settings: Settings) => {
    const next = { ...settings, ...patch }
    return { ...next, ...possible(next) }
  }
  change(race, {
    preset: undefined,
    lanes: race.store
      .getState()
      .lanes.map((lane) => (lane.id === id ? { ...lane, settings: changed(lane.settings) } : lane)),
  })
}

/** Changes what all lanes share: the noise, the number of pictures. */
export function changeAll(race: Race, patch: Pick<Partial<Settings>, 'seed' | 'samples'>): void {
  race.store.setState({ share: 0 })
  change(race, {
    lanes: race.store.getState().lanes.map((lane) => ({ ...lane, settings: { ...lane.settings, ...patch } })),
  })
}

export function drawNewNoise(race: Race): void {
  const [first] = race.store.getState().lanes
  if (first) changeAll(race, { seed: nextSeed(first.settings.seed) })
}

/** Moves the playhead, as far as every lane has come. */
export function moveTo(race: Race, share: number): void {
  race.store.setState(({ lanes }) => ({ playing: false, share: Math.min(share, recordedShare(lanes)) }))
}

/** Where the playhead stands so many milliseconds later, and whether it goes on. */
function advancePlayhead(
  { lanes, share }: Pick<RaceState, 'lanes' | 'share'>,
  ms: number,
): Pick<RaceState, 'share' | 'playing'> {
  const most = recordedShare(lanes)
  const goesOn = lanes.some(canGoOn)
  const next = isStill() ? (goesOn ? share : most) : Math.min(most, share + ms / PLAY_MS)
  return { share: next, playing: goesOn || next < most }
}

function animate(race: Race): void {
  let before: number | undefined
  const tick = (now: number) => {
    if (!race.store.getState().playing) return
    const ms = before === undefined ? 0 : now - before
    before = now
    race.store.setState((state) => advancePlayhead(state, ms))
    requestAnimationFrame(tick)
  }
  requestAnimationFrame(tick)
}

/** Plays on from the playhead, or from the noise when it stands at the end; lanes that failed try again. */
export function play(race: Race): void {
  pauseWalk(race.player) // both at once would take twice the time
  race.store.setState(({ lanes, share }) => {
    const again = lanes.map((lane) => ({ ...lane, fault: undefined }))
    const isOver = share >= recordedShare(again) && !again.some(canGoOn)
    return { lanes: again, playing: true, wasLost: false, share: isOver ? 0 : share }
  })
  animate(race)
  void take(race, (signal) => walkLanes(race, signal))
}

export function pause(race: Race): void {
  race.store.setState({ playing: false })
  race.controller.abort()
}

/** Ends the networks of the race; its frames stay. */
export function stop(race: Race): void {
  pause(race)
  race.engines.end()
}

/** The walk goes on with what a lane walks. */
export function openInWalk({ player }: Race, { run: { settings } }: Lane): void {
  const { study, race } = player.store.getState().settings
  patchSettings(player, { ...settings, study, race, frame: 0 })
}
