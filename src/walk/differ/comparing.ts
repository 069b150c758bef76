import { useEffect, useMemo, useState } from 'react'
import { rmsDifference } from '../../diffusion'
import type { Fault } from '../../engine/protocol/pictures'
import { stepsOf, lastRecorded } from '../../runs/run'
import type { FileArrays } from '../../files/read/arrays'
import { Unanswered } from '../ask/answers'
import { valuesOf } from '../model/models'
import { usePlayer, useWalk } from '../run/context'
import { watchedRun } from '../run/player'
import type { WalkRun } from '../run/walk-run'
import { type Comparison, compare } from './compare'
import { type Diagnosis, diagnose } from './diagnose'
import { knownStep } from './known-step'
import { tolerancesOf } from './tolerance'
import { type NoTrajectory, type Trajectory, trajectoryOf } from './trajectory'

/** A student's trajectory beside the run that it is compared with. */
export interface Compared extends Comparison {
  readonly run: WalkRun
  readonly trajectory: Trajectory
  /** [frames] */
  readonly tolerances: readonly number[]
}

/** Whether the run of the page is there to its end, computed and exact. */
export const isWhole = (run: WalkRun): boolean => run.source === 'live' && lastRecorded(run) >= stepsOf(run)

/** The run that is compared, again whenever it has more frames. */
export function useRun(): WalkRun {
  const player = usePlayer()
  return useWalk(() => watchedRun(player))
}

/** A file's states beside the run's; a fault where it has none. Undefined while the run is not whole. */
export function useCompared(arrays: FileArrays): Compared | NoTrajectory | undefined {
  const run = useRun()
  const { settings } = run
  const wholeRun = isWhole(run) ? run : undefined
  // oxlint-disable-next-line react/exhaustive-deps -- frames do not change what the file holds: only another run's shape does
  const trajectory = useMemo(() => trajectoryOf(arrays, run), [arrays, settings])
  return useMemo(() => {
    if ('code' in trajectory) return trajectory
    if (!wholeRun) return undefined
    const tolerances = tolerancesOf(wholeRun)
    return {
      run: wholeRun,
      trajectory,
      tolerances,
      ...compare(trajectory, wholeRun, (frame) => tolerances[frame] ?? 0),
    }
  }, [trajectory, wholeRun])
}

/** What is known of the cause. */
export type Cause =
  | { readonly status: 'none' | 'waiting' | 'asking' | 'failed'; readonly fault?: Fault | undefined }
  | { readonly status: 'known'; readonly diagnosis: Diagnosis; readonly named: boolean }

/** Looks for the cause in the first step that differs, by asking the engine to take it again. */
async function causeOf(player: ReturnType<typeof usePlayer>, { run, pairs, verdict }: Compared): Promise<Cause> {
  if (verdict.kind !== 'step' || !verdict.alone) return { status: 'none' }
  const at = pairs.findIndex(({ frame }) => frame === verdict.frame)
  const [before, pair] = [pairs[at - 1], pairs[at]]
  const step = await knownStep(player, run, verdict.frame)
  const each = valuesOf(run.shape)
  const start = run.frames[verdict.frame - 1]?.xt.subarray(0, each)
  if (!step || !pair || !before || !start) return { status: 'none' }
  const rmsBefore = rmsDifference(before.student.subarray(0, each), start)
  return {
    status: 'known',
    diagnosis: diagnose(step, pair.student.subarray(0, each), rmsBefore),
    named: step.facts !== undefined,
  }
}

export function useCause(compared: Compared): Cause {
  const player = usePlayer()
  const ready = useWalk(({ engine }) => engine.status === 'ready')
  const [finding, setFound] = useState<{ readonly of: Compared; readonly cause: Cause }>()
  const isWanted = compared.verdict.kind === 'step' && compared.verdict.alone
  useEffect(() => {
    if (!isWanted || !ready) return
    let isCurrent = true
    const show = (cause: Cause) => {
      if (isCurrent) setFound({ of: compared, cause })
    }
    causeOf(player, compared).then(show, (error: unknown) => {
      if (!(error instanceof Unanswered)) throw error
      show({ status: 'failed', fault: error.fault })
    })
    return () => {
      isCurrent = false
    }
  }, [player, compared, isWanted, ready])
  if (finding?.of === compared) return finding.cause
  return { status: isWanted ? (ready ? 'asking' : 'waiting') : 'none' }
}
