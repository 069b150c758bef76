import { Workbox } from 'workbox-window'
import { keepFolders } from './engine/page/keeper/client'

interface Options {
  /** The network that the page opens with. Who has seen only the plane, or another network, walks with it without a connection too. */
  readonly first: string
  /** The network that the walk fetches already, if it does. */
  readonly fetched: () => string | undefined
  /** A newer version of the page has come; `take` loads it. */
  readonly onUpdate: (take: () => void) => void
}

/**
 * Has the browser keep the page's own files and its first network, so that it opens without a connection from the next visit on. A
 * newer version waits until the visitor takes it: in the middle of a run nothing is exchanged, and other tabs go on with theirs.
 */
export async function keepPage({ first, fetched, onUpdate }: Options): Promise<void> {
  const worker = new Workbox('./service-worker.js')
  worker.addEventListener('waiting', () => {
    onUpdate(() => {
      worker.addEventListener('controlling', () => {
        location.reload()
      }) // here only: the visitor asked for it
      worker.messageSkipWaiting()
    })
  })
  await worker.register()
  await navigator.serviceWorker.ready
  if (fetched() === first) return
  const url = new URL(`${import.meta.env.BASE_URL}models/${first}/`, document.baseURI).href
  keepFolders([{ url, kind: 'network' }], {
    progress: () => undefined,
    folderReady: () => undefined,
    ended: () => undefined,
  })
}
