import type { ReactNode } from 'react'
import { createStore } from 'zustand/vanilla'

/** The symbol whose explanation is shown. */
export interface ExplainedTerm {
  /** The id of its entry in the glossary. */
  readonly id: string
  /** The element in which the symbol stands. */
  readonly mark: Element
  /** True if the visitor tapped or clicked: the explanation then stays until it is closed. */
  readonly isPinned: boolean
}

interface Terms {
  /** Marks the symbols of a sentence so that they explain themselves; returns the plain sentence until the glossary has loaded. */
  readonly mark: (words: string, passive: boolean) => ReactNode
  readonly explanation: ExplainedTerm | undefined
  /** Set while the glossary is open, at a term or at its beginning. */
  readonly glossary: { readonly term?: string | undefined } | undefined
}

/** What the page shows of its glossary. The glossary itself loads after the first picture. */
export const terms = createStore<Terms>()(() => ({
  mark: (words) => words,
  explanation: undefined,
  glossary: undefined,
}))

export const closeGlossary = (): void => {
  terms.setState({ glossary: undefined })
}

export const openGlossary = (term?: string): void => {
  terms.setState({ glossary: { term }, explanation: undefined })
}
