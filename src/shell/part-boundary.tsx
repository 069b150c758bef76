import { Component, type ReactNode } from 'react'
import { text } from '../i18n'
import { Button } from '../ui/button'
import styles from './part-boundary.module.css'

/** A part of the page that could not be fetched. */
export class PartMissing extends Error {
  override readonly name = 'PartMissing'

  constructor(cause: unknown) {
    super('a part of the page could not be fetched', { cause })
  }
}

/** In the place of the part, over the page, or instead of a room. */
export type Place = 'inside' | 'over' | 'room'

interface PartProps {
  readonly place: Place
  readonly onRetry: () => void
  readonly onClose?: (() => void) | undefined
  readonly children: ReactNode
}

/** What did not arrive or broke, and what can be done. */
function PartFault({ place, missing, onRetry, onClose }: Omit<PartProps, 'children'> & { missing: boolean }) {
  const words = text.part
  return (
    <div className={styles.fault} data-place={place} role="alert">
      <p>{missing ? words.missing : words.broken}</p>
      <div className={styles.buttons}>
        <Button kind="primary" name={words.retry} explain={words.retryExplain} onPress={onRetry} />
        <Button
          name={words.reload}
          explain={words.reloadExplain}
          onPress={() => {
            location.reload()
          }}
        />
        {onClose && <Button name={place === 'room' ? words.leave : text.close} onPress={onClose} />}
      </div>
    </div>
  )
}

interface State {
  readonly failed: 'missing' | 'broken' | undefined
}

/** Keeps a fault of one part from taking the page with it. React has no way to do so but a class. */
export class PartBoundary extends Component<PartProps, State> {
  override state: State = { failed: undefined }

  static getDerivedStateFromError(error: unknown): State {
    return { failed: error instanceof PartMissing ? 'missing' : 'broken' }
  }

  override render() {
    const { failed } = this.state
    const { children, ...rest } = this.props
    return failed ? <PartFault {...rest} missing={failed === 'missing'} /> : children
  }
}
