import type { Engine } from '../../engine/page/pictures/client'
import type { NetworkSource, RunSpec } from '../../engine/protocol/pictures'
import type { Playable } from '../../runs/playback'
import type { createForward, ForwardFrame } from '../model/forward'
import type { KeptRuns } from './kept-runs'
import { type Gallery, pictureValues } from '../model/pictures'
import { changesOf } from './changes'
import { pathOf } from '../model/path'
import { samplerSpec } from '../../runs/sampler-settings'
import type { Settings } from '../model/settings'
import type { RunState, WalkStore } from './store'
import type { Trajectory } from './trajectory'

/** A stored run, to look at before the network has arrived. */
export interface Recording {
  readonly settings: Settings
  readonly trajectory: Trajectory
}

/**
 * Moves the playhead of both walks and records the reverse one. It alone writes `settings.t`, `settings.frame`,
 * `playing` and `run`; frames stay here, out of the store and out of React.
 */
export interface Player extends Playable {
  readonly store: WalkStore
  readonly engine: Engine
  readonly forward: ReturnType<typeof createForward>
  gallery: Gallery | undefined
  recording: Recording | undefined
  trajectory: Trajectory
  /** Settings of the trajectory; undefined before the first. */
  runOf: Settings | undefined
  /** Runs before this one. */
  kept: KeptRuns
  /** The engine has this run open and stands at its last recorded frame. */
  opened: boolean
  /** The network that is in the engine, or on its way there; undefined while one of the visitor's is being opened. */
  loaded: string | undefined
  /** What is being opened, and the visitor's own network: what was opened last and could be. */
  opening: NetworkSource | undefined
  own: NetworkSource | undefined
  /** The last network that was ready: where cancelling leads back to. */
  ready: string | undefined
}

/** Index of the last recorded frame; −1 while not even the start is known. */
export const lastRecorded = (player: Player) => player.trajectory.frames.length - 1
export const totalSteps = (player: Player) => player.trajectory.times.length - 1
export const engineReady = (player: Player) => player.store.getState().engine.status === 'ready'

export function patchSettings(player: Player, patch: Partial<Settings>): void {
  player.store.setState(({ settings }) => ({ settings: { ...settings, ...patch } }))
}

export function patchRun(player: Player, patch: Partial<RunState>): void {
  player.store.setState(({ run }) => ({ run: { ...run, ...patch } }))
}

export function specOf(settings: Settings): RunSpec {
  const { process, label, seed, samples } = settings
  return {
    process,
    levels: pathOf(settings).levels,
    sampler: samplerSpec(settings),
    changes: changesOf(settings),
    label,
    seed,
    samples,
  }
}

/** The forward walk's frame at t, or undefined while its picture has not arrived. */
export function forwardFrame(player: Player, t: number): ForwardFrame | undefined {
  const { settings } = player.store.getState()
  const x0 = pictureValues(settings.picture, player.gallery)
  return x0 && player.forward(x0, settings, t)
}
