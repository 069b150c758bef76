import { Button as AriaButton } from 'react-aria-components'
import type { NetworkPart } from '../../engine/protocol/look'
import { inspectText } from '../../i18n/inspect'
import styles from './network.module.css'
import { type UBlock, uShape } from './u-shape'

interface BlockProps {
  block: UBlock | undefined
  chosen: string | undefined
  onChoose: (part: NetworkPart) => void
}

function Block({ block, chosen: chosenName, onChoose }: BlockProps) {
  const words = inspectText.network
  if (!block) return <span />
  return (
    <div className={styles.block} data-path={block.path}>
      <span className={styles.blockName}>{words.blocks[block.path](block.block + 1)}</span>
      {block.parts.map((part) => (
        <AriaButton
          key={part.name}
          className={styles.part ?? ''}
          aria-pressed={chosenName === part.name}
          data-kind={part.kind}
          onPress={() => {
            onChoose(part)
          }}
        >
          <span className="visually-hidden">{words.partLabel(part)}</span>
          <span aria-hidden="true">{words.kinds[part.kind]}</span>
          <span className={styles.sizes} aria-hidden="true">
            {words.sizes(part.channels, part.side)}
          </span>
        </AriaButton>
      ))}
    </div>
  )
}

/** The network as it is built: down to the coarsest, and up again, each height joined to the one that it came from. */
export function UNet({ parts, ...rest }: { parts: readonly NetworkPart[] } & Omit<BlockProps, 'block'>) {
  const words = inspectText.network
  const { floors, middle } = uShape(parts)
  return (
    <div className={styles.net} role="group" aria-label={words.plan}>
      {floors.map(({ down, up }) => (
        <div key={`${down.path} ${down.block}`} className={styles.floor}>
          <Block block={down} {...rest} />
          <span className={styles.skip} data-joined={up?.path === 'up'} aria-hidden="true" />
          <Block block={up} {...rest} />
        </div>
      ))}
      <div className={styles.middle}>
        <Block block={middle} {...rest} />
      </div>
    </div>
  )
}
