import type { ReactNode } from 'react'
import { createStore } from 'zustand/vanilla'

/** A symbol that explains itself at the moment. */
export interface Explained {
  /** Of its entry in the glossary. */
  readonly id: string
  /** Where it stands. */
  readonly mark: Element
  /** Asked for by a tap or click: it stays until it is closed. */
  readonly held: boolean
}

interface Terms {
  /** Makes the symbols of a sentence explain themselves; before the glossary has come, nothing. */
  readonly mark: (words: string, passive: boolean) => ReactNode
  readonly explained: Explained | undefined
  /** The glossary is open, at an entry or at its beginning. */
  readonly page: { readonly at?: string | undefined } | undefined
}

/** What the page knows of its glossary, which itself comes after the first picture. */
export const terms = createStore<Terms>()(() => ({ mark: (words) => words, explained: undefined, page: undefined }))

export const closeGlossary = (): void => {
  terms.setState({ page: undefined })
}

export const openGlossary = (at?: string): void => {
  terms.setState({ page: { at }, explained: undefined })
}
