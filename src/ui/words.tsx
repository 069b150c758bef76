import { memo, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { terms } from './terms'

interface WordsProps {
  children: string
  /** True inside a button or the like: its symbols then answer only to the pointer, and Tab does not stop at them. */
  passive?: boolean
}

/** Shows a name or a sentence whose symbols explain themselves. Symbols are sought only in another sentence: most stand beside what moves. */
export const Words = memo(({ children, passive = false }: WordsProps) =>
  useStore(terms, ({ mark }) => mark)(children, passive),
)

/** Makes a drawn symbol explain itself. @param id of its entry in the glossary */
export const Term = ({ id, children }: { id: string; children: ReactNode }) => (
  <span data-terms>
    <span data-term={id} role="button" aria-haspopup="dialog" tabIndex={0}>
      {children}
    </span>
  </span>
)
