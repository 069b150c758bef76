import { Fragment } from 'react'
import { Formula } from '../../glossary/formula-view'
import { Words } from '../../ui/words'

/** A symbol with an index that has no sign of its own, such as ε̂_u. */
const INDEXED = /(\p{L}\p{M}*_\p{L}²?)/u

/** A sentence whose indexed symbols are set as formulas; its other symbols explain themselves. */
export const Sentence = ({ children, passive = false }: { children: string; passive?: boolean }) =>
  children
    .split(INDEXED)
    .map((piece, i) => (
      <Fragment key={i}>
        {i % 2 === 1 ? <Formula formula={piece} /> : <Words passive={passive}>{piece}</Words>}
      </Fragment>
    ))
