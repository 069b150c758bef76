import { useEffect, useRef, useState } from 'react'
import { AnswerFailed } from '../../engine/page/plane/client'
import type { Fault } from '../../engine/protocol/pictures'

/** The state of a long piece of work. */
interface JobState {
  readonly status: 'idle' | 'running' | 'stopped' | 'done' | 'failed'
  readonly fault?: Fault
}

export interface Job extends JobState {
  /** Begins the work, and stops what was running before. */
  readonly start: (work: (signal: AbortSignal) => Promise<void>) => void
  readonly stop: () => void
}

/** Turns any error into a fault, for which the page has a sentence. */
export function faultOf(error: unknown): Fault {
  return error instanceof AnswerFailed
    ? error.fault
    : { code: 'plane-stopped', details: { message: error instanceof Error ? error.message : String(error) } }
}

/** Runs a long piece of work that can be stopped; it stops when the component goes away. */
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
    const finish = (end: JobState) => {
      if (running.current === controller) setState(end)
    }
    work(controller.signal).then(
      () => {
        finish({ status: 'done' })
      },
      (error: unknown) => {
        finish(controller.signal.aborted ? { status: 'stopped' } : { status: 'failed', fault: faultOf(error) })
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
