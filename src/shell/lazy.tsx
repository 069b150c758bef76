import { type ComponentType, lazy, type LazyExoticComponent, type ReactNode, Suspense, useState } from 'react'
import { PartBoundary, PartMissing, type Place } from './part-boundary'

interface Options {
  /** Renders a placeholder while the part loads. */
  readonly placeholder?: () => ReactNode
  /** Where the page says that the part did not arrive. By default in its place, or over the page if the part is a dialog. */
  readonly place?: Place
}

/**
 * A component of a part that loads after the first picture. `fetchAhead` fetches the part before it is shown, because later there
 * may be no connection. A part that does not arrive, or breaks, says so in its place and offers to try again; the rest of the page
 * goes on.
 */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  { placeholder = () => null, place }: Options = {},
) {
  let part: LazyExoticComponent<ComponentType<Props>> | ComponentType<Props> | undefined
  const lazyPart = () =>
    (part ??= lazy(async () => {
      try {
        return { default: await load() }
      } catch (cause) {
        part = undefined // fetched again the next time it is rendered
        throw new PartMissing(cause)
      }
    }))
  function Later(props: Props & { onClose?: () => void }) {
    const [attempt, setAttempt] = useState(0)
    const Part = lazyPart()
    const retry = () => {
      part = undefined
      setAttempt(attempt + 1)
    }
    return (
      <PartBoundary
        key={attempt}
        place={place ?? (props.onClose ? 'over' : 'inside')}
        onRetry={retry}
        onClose={props.onClose}
      >
        <Suspense fallback={placeholder()}>
          <Part {...props} />
        </Suspense>
      </PartBoundary>
    )
  }
  /** Failures are ignored here: a part that did not arrive ahead is fetched again, and its failure shown, when it is needed. */
  const fetchAhead = () => {
    load().then(
      (component) => {
        part ??= component
      },
      () => undefined,
    )
  }
  return Object.assign(Later, { fetchAhead })
}

export const KeysDialog = later(() => import('./keys-dialog').then((module) => module.KeysDialog))
