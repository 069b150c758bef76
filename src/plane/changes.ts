import { type Change, plainGuidance } from '../engine/protocol/changes'
import type { Question } from '../engine/protocol/plane'

/** How runs and answers are guided, as the visitor sets it. */
export interface PlaneGuidance {
  readonly kind: 'classifier-free' | 'classifier'
  /** Null for all classes: then nothing guides. */
  readonly label: 0 | 1 | null
  readonly scale: number
}

/** Guides towards no class: the points of both classes count. */
export const unguided: PlaneGuidance = { kind: 'classifier-free', label: null, scale: 1 }

function changesOf({ kind, label, scale }: PlaneGuidance): readonly Change[] {
  if (label === null) return []
  return [kind === 'classifier' ? { kind, scale } : plainGuidance(scale)]
}

/** The guidance as the engine takes it: a class, and the changes that are made to the answer. */
export const conditionOf = (guidance: PlaneGuidance): Pick<Question, 'label' | 'changes'> => ({
  label: guidance.label,
  changes: changesOf(guidance),
})
