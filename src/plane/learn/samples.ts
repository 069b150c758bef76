import { AnswerFailed } from '../../engine/page/plane/client'
import { toEnd } from '../../runs/playback'
import { patchPlane } from '../context'
import { type Player, renew, reportRuns, weightsOf } from '../player'
import type { PlaneState } from '../store'
import { lastRecorded } from '../../runs/run'
import { type PlaneRun, walkedAnew } from '../plane-run'

/** After a run, the engine learns for at least this many times as long as that took, and for at least so many milliseconds. */
export const KEEPS = 4
export const LEAST_PAUSE_MS = 500

/** The network walks particles back to data, and the playhead stays there: to see them get better as it learns. */
export function watchSamples(player: Player): void {
  patchPlane(player.plane, { answerer: 'network', direction: 'reverse', samplesFollow: true })
  toEnd(player, 'end')
}

/** Whether nobody is moving anything on the way back, and nothing is on its way. */
function calm({ plane: { store } }: Player): boolean {
  const {
    settings: { direction, samplesFollow },
    playing,
    run,
    engine,
  } = store.getState()
  return (
    samplesFollow &&
    direction === 'reverse' &&
    engine.status === 'ready' &&
    !playing &&
    run.goal === undefined &&
    !run.waiting &&
    !run.pending
  )
}

/** Whether a run has frames by a network that learns here, and this is there to be asked. */
function followed({ learning: { shape, studentStep } }: PlaneState, run: PlaneRun): boolean {
  const { answerer } = run.spec
  return (
    lastRecorded(run) > 0 && (answerer === 'network' ? shape !== undefined : answerer === 'student' && studentStep > 0)
  )
}

/** Whether frames that are shown are of a network that has learned on since. */
function outdated(player: Player): boolean {
  const state = player.plane.store.getState()
  return (
    calm(player) && player.learned !== weightsOf(player.plane) && player.runs.some(({ run }) => followed(state, run))
  )
}

/** The runs from the same noise by the network as it is now, as far as they are recorded; and how long the engine was at it. */
async function walked(
  player: Player,
  signal: AbortSignal,
): Promise<{ readonly runs: readonly PlaneRun[]; readonly ms: number }> {
  const { engine, store } = player.plane
  const state = store.getState()
  const runs: PlaneRun[] = []
  let total = 0
  for (const { run } of player.runs) {
    const [start] = run.frames
    if (!start || !followed(state, run)) {
      runs.push(run)
      continue
    }
    const { frames, ms } = await engine.frames(run.spec, start.xt, lastRecorded(run), signal)
    runs.push(walkedAnew(run, frames))
    total += ms
  }
  return { runs, ms: total }
}

/**
 * While the network learns, and once when it rests, the particles are walked anew from the same noise, between blocks of
 * learning steps. The playhead stays at its frame; what the visitor drags, plays or records is left alone. A run takes at most
 * a fifth of the engine's time, and there are at most two a second.
 */
export function followSamples(player: Player): () => void {
  const { store } = player.plane
  let asking: { readonly of: Player['runs']; readonly control: AbortController } | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let due = 0

  async function ask(of: Player['runs'], { signal }: AbortController): Promise<void> {
    const weights = weightsOf(player.plane)
    let pause = LEAST_PAUSE_MS
    try {
      const { runs, ms } = await walked(player, signal)
      pause = Math.max(pause, KEEPS * ms)
      if (player.runs === of && calm(player) && !player.held) renew(player, runs, weights)
    } catch (error) {
      if (!signal.aborted) failed(error, weights)
    }
    asking = undefined
    due = performance.now() + pause
    look()
  }

  /** What these weights cannot walk is not asked of them again. */
  function failed(error: unknown, weights: string): void {
    player.learned = weights
    if (error instanceof AnswerFailed && error.fault.code !== 'plane-lost') reportRuns(player, { fault: error.fault })
  }

  function begin(): void {
    timer = undefined
    if (!outdated(player)) return
    if (player.held) {
      due = performance.now() + LEAST_PAUSE_MS
      look()
      return
    }
    asking = { of: player.runs, control: new AbortController() }
    void ask(asking.of, asking.control)
  }

  function look(): void {
    if (asking) {
      if (asking.of !== player.runs || !calm(player)) asking.control.abort()
    } else if (timer === undefined && outdated(player)) timer = setTimeout(begin, Math.max(0, due - performance.now()))
  }

  const unsubscribe = store.subscribe(look)
  look()
  return () => {
    unsubscribe()
    clearTimeout(timer)
    asking?.control.abort()
  }
}
