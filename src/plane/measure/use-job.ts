import { useEffect, useRef, useState } from 'react'
import { AnswerFailed } from '../../engine/page/plane/client'
import type { Fault } from '../../engine/protocol/pictures'

/** How a long piece of work stands. */
interface JobState {
  readonly status: 'idle' | 'running' | 'stopped' | 'done' | 'failed'
  readonly fault?: Fault
}

export interface Job extends JobState {
  /** Begins the work; what was running before is stopped. */
  readonly start: (work: (signal: AbortSignal) => Promise<void>) => void
  readonly stop: () => void
}

/** Whatever was thrown, as the page has a sentence for it. */
export function faultOf(error: unknown): Fault {
  return error instanceof AnswerFailed
    ? error.fault
    : { code: 'plane-stopped', details: { message: error instanceof Error ? error.message : String(error) } }
}

/** Work that waits for the engine again and again, and can be stopped; leaving the page's part stops it. */
export function useJob(): Job {
  const [state, setState] = useState<JobState>({ status: 'idle' })
  const running = useRef<AbortController>(undefined)
  useEffect(
    () => () => {
      running.current?.abort()
    },
    [],
  )
  const start = (work: (signal: AbortSignal) => Promise<void>) => {
    running.current?.abort()
    const controller = new AbortController()
    running.current = controller
    setState({ status: 'running' })
    const ended = (end: JobState) => {
      if (running.current === controller) setState(end)
    }
    work(controller.signal).then(
      () => {
        ended({ status: 'done' })
      },
      (error: unknown) => {
        ended(controller.signal.aborted ? { status: 'stopped' } : { status: 'failed', fault: faultOf(error) })
      },
    )
  }
  return {
    ...state,
    start,
    stop: () => {
      running.current?.abort()
    },
  }
}
