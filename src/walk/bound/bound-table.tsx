import { boundText } from '../../i18n/bound'
import styles from './bound.module.css'
import { Notation } from './notation'
import type { NamedBound } from './summary'

/** L_0, the steps, L_T and their sum, a row for each bound. */
export function BoundTable({ rows }: { rows: readonly NamedBound[] }) {
  const { columns, table, value } = boundText.terms
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <caption>{table}</caption>
        <thead>
          <tr>
            {Object.values(columns).map((column) => (
              <th key={column} scope="col">
                <Notation>{column}</Notation>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, bound: { variance, decoder, steps, prior, total } }) => (
            <tr key={name} data-variance={variance}>
              <th scope="row">{name}</th>
              <td>
                <strong>{value(total.value, total.error)}</strong>
              </td>
              <td>{value(decoder.value, decoder.error)}</td>
              <td>{value(steps.value, steps.error)}</td>
              <td>{value(prior, NaN)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
