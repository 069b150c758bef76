import { createStore, type StoreApi } from 'zustand/vanilla'
import {
  arrayAlgebra,
  type Denoised,
  dataLevel,
  level,
  type Level,
  makeSampler,
  normalArray,
  timeGrid,
} from '../../diffusion'
import type { Fault } from '../../engine/protocol/pictures'
import { nextSeed } from '../../runs/seed'
import { T } from '../../runs/timeline'
import { askOne, readAnswer, Unanswered } from '../ask/answers'
import { remember } from '../ask/remember'
import { modelOf, valuesOf } from '../model/models'
import type { Player } from '../run/player'

/** Strides in which the sampling algorithm goes through t = T, …, 1. */
export const STRIDES = [20, 50, 250, 1000] as const
export type Strides = (typeof STRIDES)[number]

/** The lines of DDPM's algorithm 2: x_T is drawn; then for each t, z is drawn and the network asked; at the end x₀ is returned. */
type SamplingLine = 1 | 2 | 3 | 4 | 6

/** The sampling algorithm as it stands. */
export interface Sampling {
  readonly strides: Strides
  readonly seed: number
  /** The class that is asked for, or null for any. */
  readonly label: number | null
  /** The line that has been done last. */
  readonly line: SamplingLine
  /** Rounds of the loop that are done. */
  readonly rounds: number
  /** Where the present round began, xₜ; at the end x₀. */
  readonly xt: Float32Array
  /** Fresh noise of the round, once line 3 has drawn it; undefined in the last, where z = 0. */
  readonly z: Float32Array | undefined
  /** What the network said of xₜ, and where the round led, once line 4 is done. */
  readonly denoised: Denoised<Float32Array> | undefined
  readonly next: Float32Array | undefined
  readonly status: 'still' | 'asking' | 'playing' | 'failed'
  readonly fault: Fault | undefined
}

export interface Sampler {
  readonly store: StoreApi<Sampling>
  /** Does the next line. */
  readonly nextLine: () => Promise<void>
  /** Does all rounds that are left, one after the other. */
  readonly play: () => Promise<void>
  /** Stops after the round that is being done. */
  readonly stop: () => void
  /** Draws x_T anew, of the same seed or of the next. */
  readonly begin: (patch?: { readonly strides?: Strides; readonly newNoise?: boolean }) => void
}

/** Changes what is shown, unless other work has taken the place of this. */
type Show = (patch: Partial<Sampling>) => void
type Work = (signal: AbortSignal, show: Show) => Promise<void>

/** The level at which round `rounds` begins, or, after the last, the data. */
export function levelOf(player: Player, { strides }: Pick<Sampling, 'strides'>, rounds: number): Level {
  const t = timeGrid('trailing', T, strides)[rounds] ?? 0
  return t === 0 ? dataLevel : level(modelOf(player.store.getState().settings).schedule, t)
}

function beginning(player: Player, strides: Strides, seed: number): Sampling {
  const { settings } = player.store.getState()
  return {
    strides,
    seed,
    label: settings.label,
    line: 1,
    rounds: 0,
    xt: normalArray({ seed, purpose: 'start', step: 0, sample: 0 }, valuesOf(modelOf(settings))),
    z: undefined,
    denoised: undefined,
    next: undefined,
    status: 'still',
    fault: undefined,
  }
}

/** Fresh noise of a round: keyed as the walk's own, so that these are the frames of its DDPM. */
const freshNoise = ({ seed, rounds, xt }: Sampling): Float32Array =>
  normalArray({ seed, purpose: 'step', step: rounds, sample: 0, draw: 0 }, xt.length)

const isLastRound = ({ rounds, strides }: Sampling) => rounds === strides - 1

/** Line 3 of a round: z is drawn, but in the last. */
const withNoise = (state: Sampling): Pick<Sampling, 'z' | 'line'> => ({
  z: isLastRound(state) ? undefined : freshNoise(state),
  line: 3,
})

/** Where a round leads: DDPM's step with σₜ² = β̃ₜ. x̂₀ is kept within black and white, as the authors' program keeps it. */
function stepFrom(player: Player, state: Sampling, denoised: Denoised<Float32Array>): Float32Array {
  const [from, to] = [levelOf(player, state, state.rounds), levelOf(player, state, state.rounds + 1)]
  const ddpm = makeSampler({ id: 'ddpm', variance: 'beta-tilde' })
  const input = { algebra: arrayAlgebra, xt: state.xt, from, to, history: [], process: undefined }
  return ddpm({ ...input, denoise: () => denoised, normal: () => state.z ?? state.xt.map(() => 0) }).next
}

/** Line 4: the network is asked, and the step taken. @throws Unanswered */
async function step(player: Player, state: Sampling, signal: AbortSignal): Promise<Partial<Sampling>> {
  const { settings } = player.store.getState()
  const picture = { xt: state.xt, at: levelOf(player, state, state.rounds), label: state.label }
  const denoised = readAnswer(picture, await askOne(player.engine, picture, signal), modelOf(settings).prediction, true)
  return { denoised, next: stepFrom(player, state, denoised), line: 4 }
}

/** What the line after line 4 begins with: the next round, or the end. */
function afterRound({ next, xt, rounds, strides }: Sampling): Partial<Sampling> {
  const over = rounds + 1 >= strides
  return { xt: next ?? xt, rounds: rounds + 1, z: undefined, denoised: undefined, next: undefined, line: over ? 6 : 2 }
}

/** The same, gone on to the line before the network is asked, or to the end. */
function upToLine3(state: Sampling): Sampling {
  const ready = state.line === 4 ? { ...state, ...afterRound(state) } : state
  return ready.line < 3 ? { ...ready, ...withNoise(ready) } : ready
}

/** The sampling algorithm of a walk's network, live. */
export const samplerOf: (player: Player) => Sampler = remember(
  (player) => {
    const store = createStore<Sampling>()(() => beginning(player, 50, player.store.getState().settings.seed))
    let working: AbortController | undefined
    /** Does work that asks the network, unless other work has taken its place. */
    const guarded = async (status: Sampling['status'], work: Work) => {
      working?.abort()
      const controller = new AbortController()
      working = controller
      store.setState({ status, fault: undefined })
      const finish: Show = (patch) => {
        if (working === controller) store.setState(patch)
      }
      try {
        await work(controller.signal, finish)
        finish({ status: 'still' })
      } catch (error) {
        if (!(error instanceof Unanswered)) throw error
        finish(error.fault ? { status: 'failed', fault: error.fault } : { status: 'still' })
      }
    }
    const take: Work = async (signal, show) => {
      show(await step(player, store.getState(), signal))
    }
    const begin: Sampler['begin'] = ({ strides, newNoise = false } = {}) => {
      working?.abort()
      working = undefined
      const before = store.getState()
      store.setState(beginning(player, strides ?? before.strides, newNoise ? nextSeed(before.seed) : before.seed))
    }
    return {
      store,
      begin,
      nextLine: async () => {
        const state = store.getState()
        if (state.line === 1) store.setState({ line: 2 })
        else if (state.line === 2) store.setState(withNoise(state))
        else if (state.line === 3) await guarded('asking', take)
        else if (state.line === 4) store.setState(afterRound(state))
        else begin()
      },
      play: async () => {
        if (store.getState().line === 6) begin()
        await guarded('playing', async (signal, show) => {
          for (let state = upToLine3(store.getState()); !signal.aborted; state = upToLine3(state)) {
            if (state.line === 6) {
              show(state)
              return
            }
            state = { ...state, ...(await step(player, state, signal)) }
            show({ ...state, status: 'playing' }) // a round at once, so that nothing flickers
          }
        })
      },
      stop: () => {
        working?.abort()
      },
    }
  },
  (sampler) => {
    sampler.stop()
  },
)
