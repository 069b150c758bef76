import type { ReactNode } from 'react'
import { findTerms } from './find'
import './mark.css'

/**
 * A name or a sentence with its terms marked. One of them is a stop of the Tab key; from there arrows lead to the others, so that a
 * page of many terms is no longer to walk through than one of none.
 * @param passive within what is itself pressed: the pointer alone finds them
 */
export function mark(words: string, passive: boolean): ReactNode {
  const found = findTerms(words)
  if (!found.some(({ id }) => id)) return words
  const first = found.findIndex(({ id }) => id)
  return (
    <span data-terms={passive ? undefined : true}>
      {found.map(({ text, id }, i) => {
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
