import { useEffect, useState } from 'react'
import type { Level } from '../../diffusion'
import type { Question } from '../../engine/protocol/plane'
import type { PlaneEngineClient } from '../../engine/page/plane/client'
import { usePlaneRoom } from '../context'
import { shownLogDensity, shrunkBy } from '../scale'
import type { FoundDensities } from '../stage/likelihood-at'
import { faultOf } from './use-job'

export interface Asked {
  readonly question: Question
  readonly at: Level
  /** The coordinates of x_t as the process has it, not as it is shown. */
  readonly x: number
  readonly y: number
  readonly steps: number
  /** A name for the weights that answer. */
  readonly learned: string
}

/** Asks for both densities of a point, as it is shown; returns the fault if the engine cannot answer. */
export async function askDensities(
  engine: Pick<PlaneEngineClient, 'evaluate' | 'likelihood'>,
  { question, at, x, y, steps }: Asked,
  signal: AbortSignal,
): Promise<FoundDensities> {
  const points = Float32Array.of(x, y)
  try {
    const [{ logDensity }, flows] = await Promise.all([
      engine.evaluate({ ...question, answerer: 'exact', points, at }, signal),
      engine.likelihood({ ...question, points, at, steps }, signal),
    ])
    const [flow = NaN] = shownLogDensity(flows, shrunkBy(at))
    const [exact] = logDensity ? shownLogDensity(logDensity, shrunkBy(at)) : []
    return { exact, flow }
  } catch (error) {
    return { fault: faultOf(error) }
  }
}

/** How long, in milliseconds, the pointer, a slider or the timeline must rest before the engine is asked. */
const REST = 80

/** Both densities of a point, which are asked for again when the question has changed and rests; undefined until the answer. */
export function useDensities(question: Asked | undefined): FoundDensities | undefined {
  const { engine } = usePlaneRoom()
  const [answer, setAnswer] = useState<{ readonly to: Asked; readonly densities: FoundDensities }>()
  useEffect(() => {
    if (!question) return
    const controller = new AbortController()
    const { signal } = controller
    const timer = setTimeout(() => {
      void askDensities(engine, question, signal).then((densities) => {
        if (!signal.aborted) setAnswer({ to: question, densities })
      })
    }, REST)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [question, engine])
  return answer?.to === question ? answer?.densities : undefined
}
