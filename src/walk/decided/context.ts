import { createContext, useContext, useMemo } from 'react'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import { modelOf, valuesOf } from '../model/models'
import { starterValues } from '../model/pictures'
import type { Settings } from '../model/settings'
import { usePlayer, useWalk } from '../run/context'
import { spreadMoments } from './moments'
import { type DoneSheet, type Sheet, varietyOf } from './sheet'
import { type Decided, type DecidedStudy, sheetsOf } from './store'
import { playheadKey, type Subject, subjectOf } from './subject'

/** The study, and the walk that it is about. */
export const DecidedContext = createContext<{ readonly study: DecidedStudy; readonly subject: Subject } | null>(null)

export function useDecidedStudy() {
  const context = useContext(DecidedContext)
  if (!context) throw new Error('useDecidedStudy outside of DecidedContext')
  return context
}

/** A slice of what the visitor has set, and what was drawn. */
export const useDecided = <Slice>(select: (state: Decided) => Slice): Slice =>
  useStore(useDecidedStudy().study.store, select)

/** The settings without where the playhead is. */
const still = (settings: Settings): Settings => ({ ...settings, t: 0, frame: 0 })

/** The walk in sight; another object only where it is another, or has more frames. */
export function useSubject(): Subject | undefined {
  const player = usePlayer()
  const settings = useWalk(useShallow((state) => still(state.settings)))
  const revision = useWalk(useShallow(({ run, pictures }) => [run.recorded, run.source, pictures] as const))
  // What is known of the walk is kept outside of React: `revision` says when it has changed.
  return useMemo(() => {
    void revision
    return subjectOf(player, settings)
  }, [player, settings, revision])
}

/** The keys of the moments, from data to noise: those that are fixed, or such as are spread about the playhead. */
export function useMoments(): readonly number[] {
  const { subject } = useDecidedStudy()
  const fixed = useDecided((state) => (state.fixed?.walk === subject.key ? state.fixed.places : undefined))
  const here = useWalk(({ settings }) => (fixed ? undefined : playheadKey(subject, settings)))
  return useMemo(() => fixed ?? spreadMoments(subject, here), [fixed, subject, here])
}

/** The sheets of the walk that are done, of all moments that were ever chosen, from data to noise. */
export function useDoneSheets(): readonly DoneSheet[] {
  const { subject } = useDecidedStudy()
  const sheets = useDecided(useShallow((state) => sheetsOf(state, subject)))
  return useMemo(() => sheets.toSorted((a, b) => a.t - b.t), [sheets])
}

/** The sheet of a moment: done, or as far as it is; undefined where there is none. */
export function useSheet(place: number | undefined): Sheet | undefined {
  const { study, subject } = useDecidedStudy()
  const { status, result } = useStore(study.job.store)
  const doneSheet = useDoneSheets().find((sheet) => sheet.place === place)
  const drawnSheet =
    status === 'running' && result?.what === 'draw' && result.walk === subject.key ? result.sheet : undefined
  return doneSheet ?? (drawnSheet?.place === place ? drawnSheet : undefined)
}

/** How far apart two starter pictures are, as sheets are measured; undefined while they are not there. */
export function useWholeVariety(): number | undefined {
  const { gallery } = usePlayer()
  const { subject } = useDecidedStudy()
  return useMemo(() => {
    const model = modelOf(subject.settings)
    const values = starterValues(gallery, model)
    return values && varietyOf(values, valuesOf(model)).mean
  }, [gallery, subject])
}

/** Whether sheets are being drawn. */
export const useRunning = (): boolean =>
  useStore(useDecidedStudy().study.job.store, ({ status }) => status === 'running')
