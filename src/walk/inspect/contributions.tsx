import type { Contribution, NetworkPart } from '../../engine/protocol/look'
import { inspectText } from '../../i18n/inspect'
import { figure } from '../../i18n/format/figures'
import styles from './network.module.css'

const Bar = ({ size, most, tone }: { size: number; most: number; tone: 'signal' | 'noise' }) => (
  <span className={styles.bar}>
    <i data-tone={tone} style={{ width: `${(60 * size) / most}%` }} />
    <span>{figure(size)}</span>
  </span>
)

/** Where a residual block stands in the network: its block, and its number there. */
function placeOf(name: string, parts: readonly NetworkPart[]): string {
  const words = inspectText.network
  const part = parts.find((each) => each.name === name)
  if (!part) return name
  const beside = parts.filter(
    ({ kind, path, block }) => kind === 'resnet' && path === part.path && block === part.block,
  )
  return words.resnet(words.blocks[part.path](part.block + 1), beside.indexOf(part) + 1, beside.length)
}

/** How much of what each residual block is told is the time, and how much the class. */
export function Contributions({ of, parts }: { of: readonly Contribution[]; parts: readonly NetworkPart[] }) {
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
            <th scope="row">{placeOf(name, parts)}</th>
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
