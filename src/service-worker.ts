import {
  addPlugins,
  cleanupOutdatedCaches,
  matchPrecache,
  precacheAndRoute,
  type PrecacheEntry,
} from 'workbox-precaching'
import { registerRoute } from 'workbox-routing'
import { StaleWhileRevalidate } from 'workbox-strategies'
import { isolation } from './isolation'

// What answers the page where there is no network. The build lists the page's own files here (vite.config.ts), and they are fetched
// after the first visit has begun. A network's weights are not among them: the page keeps those itself (network/checkpoint/cache.ts).

declare let self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: (PrecacheEntry | string)[] }

/** A card says which weights belong to it, so the server's comes first; without the server, the one of this page's version. */
async function cardOf(request: Request): Promise<Response> {
  const fetched = await fetch(request).catch(() => undefined)
  if (fetched?.ok) return fetched
  return (await matchPrecache(request.url)) ?? fetched ?? Response.error()
}

/** Adds the headers that static hosts do not send. A browser heeds them from the second visit on, which this worker answers. */
function isolated(response: Response): Response {
  const headers = new Headers(response.headers)
  for (const [name, value] of Object.entries(isolation)) headers.set(name, value)
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers })
}

registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.endsWith('/card.json'),
  ({ request }) => cardOf(request),
)
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && /\/models\/[^/]+\/\w+\.png$/.test(url.pathname),
  new StaleWhileRevalidate({ cacheName: 'noisewalk-pictures' }),
)
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && /\/features\/\w+\.(bin|json)$/.test(url.pathname),
  new StaleWhileRevalidate({ cacheName: 'noisewalk-features' }),
)
addPlugins([{ handlerWillRespond: ({ response }) => Promise.resolve(isolated(response)) }])
precacheAndRoute(self.__WB_MANIFEST, { ignoreURLParametersMatching: [/./] }) // ?backend=wasm is the same page
cleanupOutdatedCaches()
self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim())
}) // the first visit already keeps what it looks at

// A newer version waits until the visitor takes it, or has closed every page of the one before.
self.addEventListener('message', ({ data }: ExtendableMessageEvent) => {
  if ((data as { type?: string } | null)?.type === 'SKIP_WAITING') void self.skipWaiting()
})
