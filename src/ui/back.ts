/** A dialog or panel over the page. The browser's Back closes layers, the last opened first. */
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

function removeLayer(layer: Layer): void {
  const index = layers.indexOf(layer)
  if (!layer.released || index < 0) return
  layers.splice(index, 1)
  if (depthOf(history.state) > layers.length) history.back()
}

/**
 * Registers something that was opened over the page, with an entry in the browser's history, so that Back closes it.
 * @param close called when the visitor goes back
 * @param address of the entry, if it has one of its own
 * @returns a function to call when the layer has been closed in any way; it removes the entry
 */
export function openLayer(close: () => void, address = location.href): () => void {
  const top = layers.at(-1)
  // React's strict mode opens, closes and opens in one turn: the second opening uses the first one's entry.
  const layer: Layer = top?.released ? top : { close, released: false }
  layer.close = close
  layer.released = false
  if (layer !== top) {
    if (layers.length === 0) window.addEventListener('popstate', onPop)
    layers.push(layer)
    history.pushState({ ...(history.state as object | null), layer: layers.length }, '', address)
  }
  return () => {
    layer.released = true
    queueMicrotask(() => {
      removeLayer(layer)
    })
  }
}
