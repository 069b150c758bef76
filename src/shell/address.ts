/**
 * What an entry of the browser's history stores: the visit that made it. Entries of one visit differ in what is open, not in the
 * settings, so going back to one leaves the rooms as they are. A link that is pasted or typed begins another visit.
 */
interface Entry {
  readonly visit: number
}

const currentEntry = (): Partial<Entry> => (history.state as Partial<Entry> | null) ?? {}

/** The address bar of one visit after another. */
export function openAddress() {
  let visit = currentEntry().visit ?? Date.now()
  const listeners = new Set<() => void>()
  const announce = () => {
    for (const listener of listeners) listener()
  }
  const put = (method: 'replaceState' | 'pushState', fragment: string, entry: object): void => {
    try {
      history[method](entry, '', fragment || location.pathname + location.search)
    } catch {
      // Safari allows a hundred writes in half a minute; the next change writes the address again.
    }
    announce()
  }
  return {
    /** Writes what the page shows into the present entry. */
    write: (fragment: string) => {
      put('replaceState', fragment, currentEntry())
    },
    /** Makes an entry of its own. */
    push: (fragment: string) => {
      put('pushState', fragment, { visit } satisfies Entry)
    },
    /** Writes an entry in which nothing is open. */
    begin: (fragment: string) => {
      put('replaceState', fragment, { visit } satisfies Entry)
    },
    /** A link has arrived: another visit. */
    beginVisit: (fragment: string) => {
      visit = currentEntry().visit ?? Date.now()
      put('replaceState', fragment, { visit } satisfies Entry)
    },
    /** Tells the listeners of a link that is not written, because the address says it already. */
    announce,
    /** Calls the listener after the address was written. */
    onWrite: (listener: () => void) => {
      listeners.add(listener)
    },
    /** False between a link's arrival in the address bar and its hashchange event; writing the address then would erase the link. */
    isSameVisit: () => currentEntry().visit === visit,
  }
}

/** Several calls within so many milliseconds act once, at their end. */
export function atMostEvery(milliseconds: number, act: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  return () => {
    timer ??= setTimeout(() => {
      timer = undefined
      act()
    }, milliseconds)
  }
}
