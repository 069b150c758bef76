import { planeText } from '../../i18n/plane'
import { Disclosure } from '../../ui/disclosure'
import styles from './measure.module.css'
import { Words } from '../../ui/words'

interface FiguresProps {
  caption: string
  columns: readonly string[]
  /** The first cell of a row names it. */
  rows: readonly (readonly string[])[]
}

/** The numbers of a chart as a table. */
export function Figures({ caption, columns, rows }: FiguresProps) {
  return (
    <Disclosure name={planeText.planeMeasure.asTable}>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label={caption}>
        <table className={styles.table}>
          <caption className="visually-hidden">{caption}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  <Words>{column}</Words>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, ...cells], i) => (
              <tr key={`${name ?? ''} ${i}`}>
                <th scope="row">{name}</th>
                {cells.map((cell, column) => (
                  <td key={columns[column + 1]}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Disclosure>
  )
}
