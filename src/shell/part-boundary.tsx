import { Component, type ReactNode, useSyncExternalStore } from 'react'
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

/** Where a fault is shown: in the place of the part, under the picture, which is in sight on every screen, over the page, or instead of a room. */
export type Place = 'inside' | 'picture' | 'over' | 'room'

interface PartProps {
  readonly place: Place
  readonly onRetry: () => void
  readonly onClose?: (() => void) | undefined
  readonly children: ReactNode
}

/** Says that a part did not arrive or broke, and what the visitor can do. */
function PartFault({ place, missing, onRetry, onClose }: Omit<PartProps, 'children'> & { missing: boolean }) {
  const words = text.part
  return (
    <div className={styles.fault} data-place={place} role="alert">
      <p>{missing ? words.missing : words.broken}</p>
      <div className={styles.buttons}>
        <Button
          kind="primary"
          name={words.retry}
          explain={missing ? words.retryExplain : words.retryBrokenExplain}
          onPress={onRetry}
        />
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
  readonly failure: 'missing' | 'broken' | undefined
}

/**
 * The boundaries of parts that are missing now. Parts share files: where one can be fetched again others can too, and one sentence
 * speaks for all that are missing in their places.
 */
let missingParts: readonly PartBoundary[] = []
const listeners = new Set<() => void>()
function setMissing(parts: readonly PartBoundary[]): void {
  missingParts = parts
  for (const listener of listeners) listener()
}
function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}
const retryMissing = () => {
  for (const { props } of missingParts) props.onRetry()
}

const missingAt = (place: Place) => missingParts.find(({ props }) => props.place === place)

/** Says that a part is missing, unless another says so already. */
function MissingPart({ boundary, ...rest }: Omit<PartProps, 'children' | 'onRetry'> & { boundary: PartBoundary }) {
  const speaker = useSyncExternalStore(subscribe, () => missingAt('picture') ?? missingAt('inside'))
  const isAlone = rest.place === 'over' || rest.place === 'room'
  return isAlone || speaker === boundary ? <PartFault {...rest} missing onRetry={retryMissing} /> : null
}

/** Keeps a fault of one part from breaking the page. In React only a class can do so. */
export class PartBoundary extends Component<PartProps, State> {
  override state: State = { failure: undefined }

  static getDerivedStateFromError(error: unknown): State {
    return { failure: error instanceof PartMissing ? 'missing' : 'broken' }
  }

  override componentDidCatch(error: unknown) {
    if (error instanceof PartMissing) setMissing([...missingParts, this])
  }

  override componentWillUnmount() {
    if (missingParts.includes(this)) setMissing(missingParts.filter((part) => part !== this))
  }

  override render() {
    const { failure } = this.state
    const { children, onRetry, ...rest } = this.props
    if (failure === 'missing') return <MissingPart {...rest} boundary={this} />
    return failure ? <PartFault {...rest} missing={false} onRetry={onRetry} /> : children
  }
}
