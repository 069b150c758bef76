import type { Denoised } from '../../diffusion'
import { seek } from '../../runs/playback'
import { stepsOf } from '../../runs/run'
import { askMany, type NoisyPicture, readAnswer, Unanswered } from '../../walk/ask/answers'
import type { ForwardFrame } from '../../walk/model/forward'
import { modelOf } from '../../walk/model/models'
import type { Settings } from '../../walk/model/settings'
import { forwardFrame, type Player, watchedRun } from '../../walk/run/player'
import type { WalkState } from '../../walk/run/store'
import type { WalkRun } from '../../walk/run/walk-run'
import { NothingToMeasure } from './nothing-to-measure'
import { until } from './until'
import { type AsideWalk, walkAside } from './walk-aside'

/** What is wanted of walks beside the screen. */
interface Wanted {
  /** A classifier's reading of each last frame. */
  readonly reading?: boolean
  /** The state with which the walk of a change begins, [samples·C·H·W], at its first level; without one as the page's own would. */
  readonly begin?: (change: number) => Float32Array | undefined
}

/** What a question measures of the picture room. */
export interface WalkInstrument {
  readonly player: Player
  /** What is set on the screen, now. */
  readonly settings: Settings
  /** x₀, ε, xₜ (each [C·H·W]) and the level of the forward walk at t, of the picture and the noise on the screen. */
  forward(t: number): Promise<ForwardFrame>
  /** Computes the walk back that is on the screen to its end, and shows its last frame. */
  finish(): Promise<WalkRun>
  /** Walks back beside the screen: the settings on the screen with each of these changes, by the same kind of engine. */
  walks(changes: readonly Partial<Settings>[], options?: Wanted): Promise<readonly AsideWalk[]>
  /** x̂₀ and ε̂ of the network on the screen for noisy pictures, not clipped. */
  ask(pictures: readonly NoisyPicture[]): Promise<readonly Denoised<Float32Array>[]>
}

/** @throws Unanswered with the fault where the engine has failed */
const isReady = ({ engine }: WalkState): boolean => {
  if (engine.status === 'failed') throw new Unanswered(engine.fault)
  return engine.status === 'ready'
}

async function forwardAt(player: Player, t: number, signal: AbortSignal): Promise<ForwardFrame> {
  await until(player.store, () => forwardFrame(player, t) !== undefined, signal)
  const frame = forwardFrame(player, t)
  if (!frame) throw new NothingToMeasure()
  return { ...frame, xt: frame.xt.slice() } // the screen's own is written in place
}

async function finished(player: Player, signal: AbortSignal): Promise<WalkRun> {
  if (player.store.getState().settings.direction !== 'reverse') throw new NothingToMeasure()
  await until(player.store, isReady, signal)
  player.beforePlay?.() // a recording is left for a run of this machine
  const run = watchedRun(player)
  seek(player, stepsOf(run))
  await until(
    player.store,
    ({ run: { fault, recorded, total } }) => {
      if (fault) throw new Unanswered(fault)
      return recorded >= total
    },
    signal,
  )
  return watchedRun(player)
}

/** @param signal ends what is being measured; @param progress tells how far the walks beside the screen have come */
export function walkInstrument(player: Player, signal: AbortSignal, progress: (share: number) => void): WalkInstrument {
  const { store } = player
  return {
    player,
    get settings() {
      return store.getState().settings
    },
    forward: (t) => forwardAt(player, t, signal),
    finish: () => finished(player, signal),
    walks: async (changes, options = {}) => {
      const x0 = (await forwardAt(player, 0, signal)).x0
      return walkAside({
        player,
        x0,
        changes,
        reading: options.reading ?? false,
        begin: options.begin ?? (() => undefined),
        signal,
        progress,
      })
    },
    ask: async (pictures) => {
      await until(store, isReady, signal)
      const { prediction } = modelOf(store.getState().settings)
      const answers: Denoised<Float32Array>[] = []
      const at = (k: number): NoisyPicture => {
        const picture = pictures[k]
        if (!picture) throw new RangeError(`There is no picture ${k}.`)
        return picture
      }
      for await (const batch of askMany(player.engine, pictures.length, at, signal)) {
        answers.push(...batch.map(([picture, answer]) => readAnswer(picture, answer, prediction)))
        progress(answers.length / pictures.length)
      }
      return answers
    },
  }
}
