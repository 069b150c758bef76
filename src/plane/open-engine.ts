import type { BackendName } from '../network'
import type { Plane } from './context'

/** Has the engine look for what computes, and tells it the points; runs go on from their last frames when it is ready. */
export function openEngine({ store, engine }: Plane, backend: BackendName | 'auto'): void {
  store.setState({ engine: { status: 'opening' } })
  engine.open(backend)
  engine.setPoints(store.getState().points)
}

/** Starts the engine anew where it failed or stands still. */
export function restartEngine(plane: Plane, backend: BackendName | 'auto'): void {
  plane.engine.restart()
  openEngine(plane, backend)
}
