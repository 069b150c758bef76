import { type ComponentType, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { useIsHidden } from './hidden'

interface GuideState {
  /** What leads the visitor through the room, in the place of the room's controls; undefined where nobody does. */
  readonly Card: ComponentType | undefined
  /** Whether the room's controls stand below it. */
  readonly withControls: boolean
}

/** The lesson that is open, as a room sees it: something that stands in its panel. */
export const guide = createStore<GuideState>()(() => ({ Card: undefined, withControls: true }))

/** A room's panel: its controls, or what leads the visitor through it. */
export function Guided({ children }: { children: ReactNode }) {
  const { Card, withControls } = useStore(guide)
  return (
    <>
      {Card && <Card />}
      {withControls && children}
    </>
  )
}

interface LessonListState {
  readonly isOpen: boolean
  /** A link named this lesson, which is not there. */
  readonly unknown: string | undefined
}

/** Whether the room's controls are not to be seen, hidden by a link or by a lesson: then what stands among them stands elsewhere. */
export function useControlsHidden(): boolean {
  const byGuide = useStore(guide, ({ withControls }) => !withControls)
  const byLink = useIsHidden('panel')
  return byGuide || byLink
}

/** Whether the list of lessons is wanted. */
export const lessonList = createStore<LessonListState>()(() => ({ isOpen: false, unknown: undefined }))

export const openLessons = (unknown?: string): void => {
  lessonList.setState({ isOpen: true, unknown })
}
export const closeLessons = (): void => {
  lessonList.setState({ isOpen: false })
}
