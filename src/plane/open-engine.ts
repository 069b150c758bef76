import type { BackendName } from '../network'
import type { Plane } from './context'

/** Opens the engine on a backend and hands it the points. When it is ready, the runs go on from their last frames. */
export function openEngine({ store, engine }: Plane, backend: BackendName | 'auto'): void {
  store.setState({ engine: { status: 'opening' } })
  engine.open(backend)
  engine.setPoints(store.getState().points)
}

/** Starts the engine again after it has failed or stopped answering. */
export function restartEngine(plane: Plane, backend: BackendName | 'auto'): void {
  plane.engine.restart()
  openEngine(plane, backend)
}
