import type { Contribution } from '../../engine/protocol/look'
import { inspectText } from '../../i18n/inspect'
import { figure } from '../../i18n/format/figures'
import styles from './network.module.css'

const Bar = ({ size, most, tone }: { size: number; most: number; tone: 'signal' | 'noise' }) => (
  <span className={styles.bar}>
    <i data-tone={tone} style={{ width: `${(60 * size) / most}%` }} />
    <span>{figure(size)}</span>
  </span>
)

/** How much of what each residual block is told is the time, and how much the class. */
export function Contributions({ of }: { of: readonly Contribution[] }) {
  const words = inspectText.network
  const most = Math.max(1e-9, ...of.flatMap(({ time, class: label }) => [time, label]))
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th>{words.block}</th>
          <th>{words.time}</th>
          <th>{words.class}</th>
        </tr>
      </thead>
      <tbody>
        {of.map(({ name, time, class: label }) => (
          <tr key={name}>
            <th scope="row">{words.resnet(name)}</th>
            <td>
              <Bar size={time} most={most} tone="noise" />
            </td>
            <td>
              <Bar size={label} most={most} tone="signal" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
