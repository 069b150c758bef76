import type { startEngine } from '../../engine/page/pictures/client'
import { type RunningEngine, type SecondEngine, startSecondEngine } from './second-engine'

/** An engine beside the walk's own that stays for the next work: its network is there, and on a GPU its programs. */
interface KeptEngine {
  /** Does work with the engine; with another where it is at work already. @throws what the work throws */
  readonly use: (
    signal: AbortSignal,
    start: typeof startEngine,
    work: (engine: SecondEngine) => Promise<void>,
  ) => Promise<void>
  /** Nothing more is wanted of it: it ends, or once its work is done. */
  readonly end: () => void
}

/** For how long an engine stays without work, in milliseconds; it holds a network's memory. */
const STAYS = 60_000

export function keepEngine(): KeptEngine {
  let idle: RunningEngine | undefined
  let leaves: ReturnType<typeof setTimeout> | undefined
  let isWanted = false
  const end = () => {
    clearTimeout(leaves)
    idle?.end()
    idle = undefined
    isWanted = false
  }
  const take = (start: typeof startEngine): RunningEngine => {
    clearTimeout(leaves)
    const engine = idle?.isSound() ? idle : startSecondEngine(start)
    if (engine !== idle) idle?.end()
    idle = undefined
    isWanted = true
    return engine
  }
  const putBack = (engine: RunningEngine) => {
    if (isWanted && !idle && engine.isSound()) {
      idle = engine
      leaves = setTimeout(end, STAYS)
    } else engine.end()
  }
  return {
    use: async (signal, start, work) => {
      const engine = take(start)
      if (signal.aborted) engine.end()
      signal.addEventListener('abort', engine.end, { once: true })
      let isDone = false
      try {
        await work(engine.second)
        isDone = true
      } finally {
        signal.removeEventListener('abort', engine.end)
        if (isDone) putBack(engine)
        else engine.end()
      }
    },
    end,
  }
}
