import { useEffect, useState } from 'react'
import type { Level } from '../../diffusion'
import type { Question } from '../../engine/plane/protocol'
import { usePlaneRoom } from '../context'
import type { Densities } from '../stage/likelihood-at'

export interface Asked {
  readonly question: Question
  readonly at: Level
  /** x_t of the process. */
  readonly x: number
  readonly y: number
  readonly steps: number
  /** How far the network has learned that is asked; 0 of the exact answer. */
  readonly learned: number
}

/** How long, in milliseconds, the pointer, a slider or the timeline must rest before the engine is asked. */
const REST = 80

/** Both densities of a point, asked for again when the question changes and rests; undefined while it is open or has no answer. */
export function useDensities(asked: Asked | undefined): Densities | undefined {
  const { engine } = usePlaneRoom()
  const [answer, setAnswer] = useState<{ readonly to: Asked; readonly densities: Densities | undefined }>()
  useEffect(() => {
    if (!asked) return
    const controller = new AbortController()
    const { question, at, x, y, steps } = asked
    const points = Float32Array.of(x, y)
    const timer = setTimeout(() => {
      const { signal } = controller
      Promise.all([engine.evaluate({ ...question, answerer: 'exact', points, at }, signal), engine.likelihood({ ...question, points, at, steps }, signal)]).then(
        ([{ logDensity }, [flow = NaN]]) => { setAnswer({ to: asked, densities: { exact: logDensity?.[0], flow } }) },
        () => { if (!signal.aborted) setAnswer({ to: asked, densities: undefined }) },
      )
    }, REST)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [asked, engine])
  return answer?.to === asked ? answer?.densities : undefined
}
