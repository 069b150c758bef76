import { type ComponentType, lazy, type LazyExoticComponent, type ReactNode, Suspense, useState } from 'react'
import { PartBoundary, PartMissing, type Place } from './part-boundary'

interface Options {
  /** Shown while it is on its way. */
  readonly waiting?: () => ReactNode
  /** Where the page says that it did not arrive; over the page, where it would have been a dialog. */
  readonly place?: Place
}

/** A stylesheet that did not arrive is asked for again: who asks for the part a second time takes its styles for there. */
function renewStyles(): void {
  for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')) {
    if (link.sheet === null) link.replaceWith(link.cloneNode())
  }
}

/**
 * A component of a part that comes after the first picture, and what fetches it ahead: later there may be no connection. One that
 * does not arrive, or breaks, says so in its own place, with a way to try again; the rest of the page goes on.
 */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  { waiting = () => null, place }: Options = {},
) {
  let part: LazyExoticComponent<ComponentType<Props>> | ComponentType<Props> | undefined
  const fetched = () =>
    (part ??= lazy(async () => {
      try {
        return { default: await load() }
      } catch (cause) {
        part = undefined // the next that is shown is fetched anew
        throw new PartMissing(cause)
      }
    }))
  function Later(props: Props & { onClose?: () => void }) {
    const [attempt, setAttempt] = useState(0)
    const Part = fetched()
    const retry = () => {
      renewStyles()
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
        <Suspense fallback={waiting()}>
          <Part {...props} />
        </Suspense>
      </PartBoundary>
    )
  }
  /** What has come ahead is shown at once, without anything in its place before; what has not is asked for again, and then told, when it is wanted. */
  const ahead = () => {
    load().then(
      (component) => {
        part ??= component
      },
      () => undefined,
    )
  }
  return Object.assign(Later, { ahead })
}

export const KeysDialog = later(() => import('./keys-dialog').then((module) => module.KeysDialog))
