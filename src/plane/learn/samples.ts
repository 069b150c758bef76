import { AnswerFailed } from '../../engine/page/plane/client'
import { toEnd } from '../../runs/playback'
import { patchPlane } from '../context'
import { type Player, renew, reportRuns, weightsOf } from '../player'
import type { PlaneState } from '../store'
import { lastRecorded } from '../../runs/run'
import { type PlaneRun, walkedAnew } from '../plane-run'

/** After a run of the particles, the engine learns for at least `KEEPS` times as long as the run took, and at least `LEAST_PAUSE_MS` milliseconds. */
export const KEEPS = 4
export const LEAST_PAUSE_MS = 500

/** Lets the network walk the particles back to data, with the playhead at the end: there they improve as the network learns. */
export function watchSamples(player: Player): void {
  patchPlane(player.plane, { answerer: 'network', direction: 'reverse', samplesFollow: true })
  toEnd(player, 'end')
}

/** Whether the particles may be walked again: the direction is reverse, nothing plays, and the engine computes no frame. */
function isCalm({ plane: { store } }: Player): boolean {
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

/** Whether a run has frames from a network that learns here and can answer. */
function followsLearner({ learning: { shape, studentStep } }: PlaneState, run: PlaneRun): boolean {
  const { answerer } = run.spec
  return (
    lastRecorded(run) > 0 && (answerer === 'network' ? shape !== undefined : answerer === 'student' && studentStep > 0)
  )
}

/** Whether the shown frames come from a network that has learned since. */
function isOutdated(player: Player): boolean {
  const state = player.plane.store.getState()
  return (
    isCalm(player) &&
    player.learned !== weightsOf(player.plane) &&
    player.runs.some(({ run }) => followsLearner(state, run))
  )
}

/** Walks the runs again from the same noise by the present network, as far as they are recorded. Returns them and the time that the engine took. */
async function walkAgain(
  player: Player,
  signal: AbortSignal,
): Promise<{ readonly runs: readonly PlaneRun[]; readonly ms: number }> {
  const { engine, store } = player.plane
  const state = store.getState()
  const runs: PlaneRun[] = []
  let total = 0
  for (const { run } of player.runs) {
    const [start] = run.frames
    if (!start || !followsLearner(state, run)) {
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
 * Walks the particles again from the same noise while the network learns, between blocks of learning steps, and once when it
 * rests. The playhead stays at its frame; nothing happens while the visitor drags, plays or records. The runs take at most a
 * fifth of the engine's time, and there are at most two a second.
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
      const { runs, ms } = await walkAgain(player, signal)
      pause = Math.max(pause, KEEPS * ms)
      if (player.runs === of && isCalm(player) && !player.isHeld) renew(player, runs, weights)
    } catch (error) {
      if (!signal.aborted) failed(error, weights)
    }
    asking = undefined
    due = performance.now() + pause
    look()
  }

  /** Remembers that these weights failed, so that they are not asked again. */
  function failed(error: unknown, weights: string): void {
    player.learned = weights
    if (error instanceof AnswerFailed && error.fault.code !== 'plane-lost') reportRuns(player, { fault: error.fault })
  }

  function begin(): void {
    timer = undefined
    if (!isOutdated(player)) return
    if (player.isHeld) {
      due = performance.now() + LEAST_PAUSE_MS
      look()
      return
    }
    asking = { of: player.runs, control: new AbortController() }
    void ask(asking.of, asking.control)
  }

  function look(): void {
    if (asking) {
      if (asking.of !== player.runs || !isCalm(player)) asking.control.abort()
    } else if (timer === undefined && isOutdated(player))
      timer = setTimeout(begin, Math.max(0, due - performance.now()))
  }

  const unsubscribe = store.subscribe(look)
  look()
  return () => {
    unsubscribe()
    clearTimeout(timer)
    asking?.control.abort()
  }
}
