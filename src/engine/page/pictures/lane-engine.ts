import type { BackendName, Kernels } from '../../../network'
import type { Advanced, AdvanceLanes, FromLanes, LaneStep } from '../../protocol/lanes'
import type { EngineReady, Fault, FromEngine, NetworkSource, ToEngine } from '../../protocol/pictures'
import { patience, watchSteps } from '../step-watch'
import { openDoor } from '../worker-door'

/** What the worker was asked has failed; nothing can be asked of a network that was lost until it is loaded again. */
interface Failed {
  readonly status: 'failed'
  readonly fault: Fault
}

/** A network in a worker of its own, which takes steps of several runs at once. One thing is asked at a time. */
export interface LaneEngine {
  /** Loads a network. @param again whether it is the same after a lost device: nothing is fetched */
  load(
    source: NetworkSource,
    again?: boolean,
  ): Promise<{ readonly status: 'ready'; readonly ready: EngineReady } | Failed>
  /** Loads a classifier of noisy pictures beside the network. */
  classifier(url: string): Promise<{ readonly status: 'ready' } | Failed>
  /** One step of each lane. */
  advance(lanes: readonly LaneStep[]): Promise<Advanced>
  /** Ends the worker and frees all that it holds; what is being asked is lost. */
  end(): void
}

/** The answer where the device, or the worker, is gone. */
export const lanesLost: Fault = { code: 'ask-lost', details: {} }

type Reply = FromEngine | FromLanes

/** Starts the worker of the walk's own engine once more, for a race. */
const startWorker = () =>
  new Worker(new URL('../../worker/pictures/worker-entry.ts', import.meta.url), { type: 'module', name: 'race' })

/** What networks are to compute by. */
export interface LaneOptions {
  readonly backend: BackendName | 'auto'
  readonly kernels: Kernels
}

/** A worker that is asked one thing at a time. @param start starts it */
function openAsking(start: () => Worker) {
  let settle: ((reply: Reply | Failed) => void) | undefined
  const fail = (fault: Fault) => {
    watch.stop()
    settle?.({ status: 'failed', fault })
  }
  const watch = watchSteps(fail)
  const worker = openDoor<ToEngine | AdvanceLanes>(
    start,
    ({ data }: MessageEvent<Reply>) => {
      watch.signOfLife()
      if (data.kind === 'lost') fail(lanesLost)
      else if (data.kind === 'failed') fail(data.fault)
      else settle?.(data)
    },
    fail,
  )
  return {
    /**
     * @param read the answer in a reply, if it is in it
     * @param seconds how long the worker may be silent; as long as it likes if absent
     */
    ask: <Answer>(
      message: ToEngine | AdvanceLanes,
      read: (reply: Reply) => Answer | Failed | undefined,
      seconds?: number,
    ): Promise<Answer | Failed> =>
      new Promise((resolve) => {
        settle = (reply) => {
          const answer = 'status' in reply ? reply : read(reply)
          if (answer === undefined) return
          settle = undefined
          watch.stop()
          resolve(answer)
        }
        if (seconds !== undefined) watch.start(seconds)
        worker.send(message)
      }),
    end: () => {
      fail(lanesLost)
      worker.end()
    },
  }
}

/** @param start starts the worker */
export function startLaneEngine({ backend, kernels }: LaneOptions, start = startWorker): LaneEngine {
  const { ask, end } = openAsking(start)
  let [load, id, longestMs] = [0, 0, 0]
  let engineReady: EngineReady | undefined
  return {
    load: (source, again = false) => {
      load += 1
      return ask({ kind: 'load', load, source, backend, kernels, again }, (reply) => {
        if (reply.kind !== 'ready') return undefined
        engineReady = reply.ready
        return { status: 'ready' as const, ready: reply.ready }
      })
    },
    classifier: (url) =>
      ask({ kind: 'classifier', load, url }, (reply) => {
        if (reply.kind !== 'classifier') return undefined
        if (reply.state.status === 'ready') return { status: 'ready' as const }
        return reply.state.status === 'failed' ? { status: 'failed', fault: reply.state.fault } : undefined
      }),
    advance: async (lanes) => {
      id += 1
      const answered = await ask<Advanced>(
        { kind: 'advance', id, load, lanes },
        (reply) => (reply.kind === 'advanced' && reply.id === id ? reply.advanced : undefined),
        // What a step costs is not known before the first: each lane may ask four times, for two answers.
        patience(longestMs || 8 * lanes.length * (engineReady?.selfTestMs ?? 0), engineReady?.loadMs),
      )
      if (answered.status === 'advanced') longestMs = Math.max(longestMs, answered.ms)
      return answered
    },
    end,
  }
}
