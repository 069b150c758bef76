import { tell } from './page-notices'

/**
 * Has the browser keep the page's own files, so that it opens without a network from the next visit on. A newer version waits
 * until the visitor takes it: in the middle of a run nothing is exchanged, and other tabs go on with theirs.
 *
 * @param kept called when this version of the page is kept
 */
export async function keepPage(kept: () => void): Promise<void> {
  const { Workbox } = await import('workbox-window') // after the first picture
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
  kept()
}

/** Where there are service workers: on secure pages, of the built program. */
export const canKeepPage = (): boolean => import.meta.env.MODE === 'production' && 'serviceWorker' in navigator
