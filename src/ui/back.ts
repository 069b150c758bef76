/** What lies over the page and closes by the browser's Back, the last opened first. */
interface Layer {
  close: () => void
  released: boolean
}

const layers: Layer[] = []

const depthOf = (state: unknown): number =>
  typeof state === 'object' && state !== null && 'layer' in state ? Number(state.layer) : 0

function onPop({ state }: PopStateEvent): void {
  while (layers.length > depthOf(state)) layers.pop()?.close()
}

function giveUp(layer: Layer): void {
  const at = layers.indexOf(layer)
  if (!layer.released || at < 0) return
  layers.splice(at, 1)
  if (depthOf(history.state) > layers.length) history.back()
}

/**
 * Something has been opened over the page: makes an entry in the browser's history, so that Back closes it.
 * @param close called when Back was pressed
 * @param address of the entry, where it has one of its own
 * @returns to be called when it has been closed, by whatever; the entry goes too
 */
export function openLayer(close: () => void, address = location.href): () => void {
  const waiting = layers.at(-1)
  // React's strict mode opens, closes and opens at once.
  const layer: Layer = waiting?.released ? waiting : { close, released: false }
  Object.assign(layer, { close, released: false })
  if (layer !== waiting) {
    if (layers.length === 0) window.addEventListener('popstate', onPop)
    layers.push(layer)
    history.pushState({ ...(history.state as object | null), layer: layers.length }, '', address)
  }
  return () => {
    layer.released = true
    queueMicrotask(() => {
      giveUp(layer)
    })
  }
}
