import { Words } from '../../ui/words'

/** Words whose symbols explain themselves, in which letters stand low behind an underscore: L_T, L_{T−1}. */
export function Notation({ children }: { children: string }) {
  const pieces = children.split(/(_\{[^}]*\}|_.)/u).filter((piece) => piece !== '')
  return (
    <span>
      {pieces.map((piece, i) => {
        const low = piece.startsWith('_')
        return low ? <sub key={i}>{piece.replace(/^_\{?|\}$/gu, '')}</sub> : <Words key={i}>{piece}</Words>
      })}
    </span>
  )
}
