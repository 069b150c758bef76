import { boundText } from '../../i18n/bound'
import styles from './bound.module.css'
import { Notation } from './notation'
import type { BoundOf } from './summary'

/** L_0, the steps, L_T and their sum, for each reverse variance. @param prior L_T, which is known exactly */
export function BoundTable({ bounds, prior }: { bounds: readonly BoundOf[]; prior: number }) {
  const { columns, names, table, value } = boundText.terms
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
          {bounds.map(({ variance, decoder, steps, total }) => (
            <tr key={variance} data-variance={variance}>
              <th scope="row">{names[variance]}</th>
              <td>{value(decoder.value, decoder.error)}</td>
              <td>{value(steps.value, steps.error)}</td>
              <td>{value(prior, NaN)}</td>
              <td>
                <strong>{value(total.value, total.error)}</strong>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
