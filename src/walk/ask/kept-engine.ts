import type { startEngine } from '../../engine/page/pictures/client'
import { type RunningEngine, type SecondEngine, startSecondEngine, workWith } from './second-engine'

/** An engine beside the walk's own that stays for the next work: its network is there, and on a GPU its programs. */
interface KeptEngine {
  /** Does work with the engine; with another where it is at work already. @throws what the work throws */
  readonly use: (signal: AbortSignal, work: (engine: SecondEngine) => Promise<void>) => Promise<void>
  /** Nothing more is wanted of it: it ends, or once its work is done. */
  readonly end: () => void
}

/** For how long an engine stays without work, in milliseconds; it holds a network's memory. */
const STAYS = 60_000

/** @param start starts the engine when there is work, and another where that one has ended */
export function keepEngine(start: typeof startEngine): KeptEngine {
  let idle: RunningEngine | undefined
  let leaves: ReturnType<typeof setTimeout> | undefined
  let isWanted = false
  const end = () => {
    clearTimeout(leaves)
    idle?.end()
    idle = undefined
    isWanted = false
  }
  const take = (): RunningEngine => {
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
    use: async (signal, work) => {
      const engine = take()
      await workWith(engine, signal, work)
      putBack(engine)
    },
    end,
  }
}
