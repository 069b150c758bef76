import { Fragment } from 'react'

/** Letters with what stands low behind an underscore: L_T, L_{T−1}. */
export function Notation({ children }: { children: string }) {
  return children.split(/(_\{[^}]*\}|_.)/u).map((piece, i) => {
    const low = piece.startsWith('_') ? piece.slice(1).replace(/^\{(.*)\}$/u, '$1') : undefined
    return low === undefined ? <Fragment key={i}>{piece}</Fragment> : <sub key={i}>{low}</sub>
  })
}
