import { Workbox } from 'workbox-window'
import { keepFolders } from './engine/keeper/client'
import { tell } from './rooms/page-notices'
import { FIRST } from './walk/models'

/** Who has seen only the plane, or another network, walks digits without a connection too. */
function keepFirst(): void {
  const url = new URL(`${import.meta.env.BASE_URL}models/${FIRST.id}/`, document.baseURI).href
  keepFolders([{ url, kind: 'network' }], { progress: () => undefined, kept: () => undefined, ended: () => undefined })
}

/**
 * Has the browser keep the page's own files and its first network, so that it opens without a connection from the next visit on. A
 * newer version waits until the visitor takes it: in the middle of a run nothing is exchanged, and other tabs go on with theirs.
 *
 * @param network the one that the walk fetches already, if it does
 */
export async function keepPage(network: () => string | undefined): Promise<void> {
  const worker = new Workbox('./service-worker.js')
  worker.addEventListener('waiting', () => {
    tell({
      kind: 'update',
      take: () => {
        worker.addEventListener('controlling', () => { location.reload() }) // here only: the visitor asked for it
        worker.messageSkipWaiting()
      },
    })
  })
  await worker.register()
  await navigator.serviceWorker.ready
  if (network() !== FIRST.id) keepFirst()
}
