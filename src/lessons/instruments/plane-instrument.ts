import type { PointSet } from '../../engine/protocol/plane'
import { toEnd } from '../../runs/playback'
import { stepsOf } from '../../runs/run'
import type { Player } from '../../plane/player'
import { beginRun, type PlaneRun, walkedAnew } from '../../plane/plane-run'
import type { PlaneSettings } from '../../plane/settings'
import type { PlaneState } from '../../plane/store'
import { Unanswered } from '../../walk/ask/answers'
import { NothingToMeasure } from './nothing-to-measure'
import { until } from './until'

/** What a question measures of the plane. */
export interface PlaneInstrument {
  readonly player: Player
  /** What is set on the screen, now. */
  readonly settings: PlaneSettings
  /** The data points on the screen. */
  readonly points: PointSet
  /** Computes the runs on the screen to their end (one, or two side by side), and shows their last frames. */
  finish(): Promise<readonly PlaneRun[]>
  /** Walks particles back beside the screen, from the same points: the settings on the screen with each of these changes. */
  walks(changes: readonly Partial<PlaneSettings>[]): Promise<readonly PlaneRun[]>
}

/** Whether the room's engine answers. @throws Unanswered with the fault where it has failed */
export const planeReady = ({ engine }: PlaneState): boolean => {
  if (engine.status === 'failed') throw new Unanswered(engine.fault)
  return engine.status === 'ready'
}

async function finished(player: Player, signal: AbortSignal): Promise<readonly PlaneRun[]> {
  const { store } = player.plane
  if (store.getState().settings.direction !== 'reverse') throw new NothingToMeasure()
  await until(store, planeReady, signal)
  toEnd(player, 'end')
  const isDone = () => player.runs.every(({ run }) => run.frames.length > stepsOf(run))
  await until(
    store,
    ({ run: { fault } }) => {
      if (fault) throw new Unanswered(fault)
      return isDone()
    },
    signal,
  )
  return player.runs.map(({ run }) => run)
}

export function planeInstrument(
  player: Player,
  signal: AbortSignal,
  progress: (share: number) => void,
): PlaneInstrument {
  const { store, engine } = player.plane
  return {
    player,
    get settings() {
      return store.getState().settings
    },
    get points() {
      return store.getState().points
    },
    finish: () => finished(player, signal),
    walks: async (changes) => {
      await until(store, planeReady, signal)
      const runs: PlaneRun[] = []
      for (const change of changes) {
        const settings = { ...store.getState().settings, ...change }
        const run = beginRun(settings, settings)
        const { frames } = await engine.frames(run.spec, run.frames[0]?.xt ?? new Float32Array(), stepsOf(run), signal)
        runs.push(walkedAnew(run, frames))
        progress(runs.length / changes.length)
      }
      return runs
    },
  }
}
