import type { Engine } from '../../engine/page/pictures/client'
import type { Playable } from '../../runs/playback'
import { lastRecorded, stepsOf } from '../../runs/run'
import { isComputing, type Watched } from '../../runs/run-set'
import type { createForward, ForwardFrame } from '../model/forward'
import { type Gallery, pictureValues } from '../model/pictures'
import type { Settings } from '../model/settings'
import type { KeptRuns } from './kept-runs'
import type { EngineNetwork } from './network'
import type { RunState, WalkStore } from './store'
import type { WalkRun } from './walk-run'

/** The runs under the playhead: at present there is one. */
type WalkRuns = readonly Watched<WalkRun>[]

/**
 * Moves the playhead of both walks and records the reverse one. It alone writes `settings.t`, `settings.frame`,
 * `playing` and `run`; frames stay here, out of the store and out of React.
 */
export interface Player extends Playable {
  readonly store: WalkStore
  readonly engine: Engine
  readonly forward: ReturnType<typeof createForward>
  gallery: Gallery | undefined
  /** A stored run, to look at before the network has arrived. */
  recording: WalkRun | undefined
  runs: WalkRuns
  /** Runs before this one. */
  keptRuns: KeptRuns
  network: EngineNetwork
  /** Brings another network than the one that is chosen: of the past of a branch, which is computed again. */
  bring: (model: string) => void
}

/** The run that is watched. */
export function watchedRun({ runs: [first] }: Pick<Player, 'runs'>): WalkRun {
  if (!first) throw new Error('A walk watches at least one run.')
  return first.run
}
export const engineReady = (player: Player) => player.store.getState().engine.status === 'ready'

export function patchSettings(player: Player, patch: Partial<Settings>): void {
  player.store.setState(({ settings }) => ({ settings: { ...settings, ...patch } }))
}

export function patchRun(player: Player, patch: Partial<RunState>): void {
  player.store.setState(({ run }) => ({ run: { ...run, ...patch } }))
}

/** Watches this from now on, and tells the page what it has to show of it. */
export function watchRuns(player: Player, runs: WalkRuns, patch: Partial<RunState> = {}): void {
  player.runs = runs
  const run = watchedRun(player)
  patchRun(player, {
    source: run.source,
    total: stepsOf(run),
    recorded: Math.max(0, lastRecorded(run)),
    pending: isComputing(runs),
    ...patch,
  })
}

/** The forward walk's frame at t, or undefined while its picture has not arrived. */
export function forwardFrame(
  player: Player,
  t: number,
  settings = player.store.getState().settings,
): ForwardFrame | undefined {
  const x0 = pictureValues(settings.picture, player.gallery)
  return x0 && player.forward(x0, settings, t)
}
