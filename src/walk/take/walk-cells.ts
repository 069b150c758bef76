import { type Level, logSnr, noiseToSignal } from '../../diffusion'
import { takeText } from '../../i18n/take'
import { lastRecorded } from '../../runs/run'
import { T } from '../../runs/timeline'
import { stepTerms } from '../formula/step-terms'
import { modelOf } from '../model/models'
import { toBytes } from '../model/pixels'
import { forwardFrame, type Player, watchedRun } from '../run/player'
import { runPicture } from '../run/stage-pictures'
import { shownRange, type WalkRun } from '../run/walk-run'
import type { Cell } from './cells'
import { forwardText, stepText } from './equation-text'

/** What a caption can say of a frame. */
export const FACTS = ['t', 'evaluations', 'logSnr', 'sigma', 'equation'] as const
export type Fact = (typeof FACTS)[number]

interface Told {
  readonly t: number
  readonly at: Level
  /** Network evaluations so far; undefined where no network takes part. */
  readonly nfe?: number
  readonly equation: string
}

function linesOf({ t, at, nfe, equation }: Told, facts: readonly Fact[]): string[] {
  const words = takeText.facts
  const lineByFact: Readonly<Record<Fact, string>> = {
    t: words.t(t),
    evaluations: nfe === undefined ? '' : words.evaluations(nfe),
    logSnr: words.logSnr(logSnr(at)),
    sigma: words.sigma(noiseToSignal(at)),
    equation,
  }
  return facts.map((fact) => lineByFact[fact])
}

/** A walk, frame by frame, in the direction that is on. */
interface WalkFrames {
  /** The last frame that there is: recorded, or T of the forward walk. */
  readonly last: number
  /** The run's last frame, whether it is recorded or not. */
  readonly end: number
  /** @param facts lines below it, in this order; empty lines keep their place */
  readonly at: (frame: number, facts: readonly Fact[]) => Cell
}

function forwardFrames(player: Player): WalkFrames {
  const { settings } = player.store.getState()
  return {
    last: T,
    end: T,
    at: (t, facts) => {
      const frame = forwardFrame(player, t, settings)
      if (!frame) return { picture: undefined, lines: [] }
      return {
        picture: { bytes: toBytes(frame.xt, shownRange.xt), samples: 1, shape: modelOf(settings) },
        lines: linesOf({ t, at: frame.level, equation: forwardText(t, frame.level) }, facts),
      }
    },
  }
}

/** The frames of a run. They stay what they are when it goes on. */
export function runFrames(run: WalkRun): WalkFrames {
  const { frames, levels, times } = run
  return {
    last: Math.max(0, lastRecorded(run)),
    end: levels.length - 1,
    at: (index, facts) => {
      const [frame, at, t] = [frames[index], levels[index], times[index]]
      if (!frame || !at || t === undefined) return { picture: undefined, lines: [] }
      const equation = facts.includes('equation') && index > 0 ? stepText(stepTerms(run, index), times, index) : ''
      return {
        picture: runPicture(run, index),
        lines: linesOf({ t, at, nfe: frame.nfe, equation }, facts),
      }
    },
  }
}

/** The frames of the walk that is on. They stay what they are when the walk goes on. */
export const walkFrames = (player: Player): WalkFrames =>
  player.store.getState().settings.direction === 'forward' ? forwardFrames(player) : runFrames(watchedRun(player))
