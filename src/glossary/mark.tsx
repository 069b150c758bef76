import type { ReactNode } from 'react'
import { findTerms } from './find'
import './mark.css'

/**
 * Marks the terms of a name or a sentence. Tab stops only at the first, and arrows lead from there to the others, so that many terms
 * do not lengthen the way through the page.
 * @param passive true inside a button or the like: only the pointer then reaches the terms
 */
export function mark(words: string, passive: boolean): ReactNode {
  const pieces = findTerms(words)
  if (!pieces.some(({ id }) => id)) return words
  const first = pieces.findIndex(({ id }) => id)
  return (
    <span data-terms={passive ? undefined : true}>
      {pieces.map(({ text, id }, i) => {
        if (!id) return text
        if (passive)
          return (
            <span key={i} data-term={id}>
              {text}
            </span>
          )
        return (
          <span key={i} data-term={id} role="button" aria-haspopup="dialog" tabIndex={i === first ? 0 : -1}>
            {text}
          </span>
        )
      })}
    </span>
  )
}
