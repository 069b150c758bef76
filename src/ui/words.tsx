import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { terms } from './terms'

interface WordsProps {
  children: string
  /** Within what is itself pressed: the symbols answer to the pointer alone, and are no stop of the Tab key. */
  passive?: boolean
}

/** A name or a sentence whose symbols explain themselves. */
export const Words = ({ children, passive = false }: WordsProps) =>
  useStore(terms, ({ mark }) => mark)(children, passive)

/** A symbol that is no plain text, by its entry in the glossary. */
export const Term = ({ of, children }: { of: string; children: ReactNode }) => (
  <span data-terms>
    <span data-term={of} role="button" aria-haspopup="dialog" tabIndex={0}>
      {children}
    </span>
  </span>
)
