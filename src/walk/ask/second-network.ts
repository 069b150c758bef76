import type { Engine } from '../../engine/page/pictures/client'
import type { ClassifierState, EngineReady, NetworkSource, Reading, Unread } from '../../engine/protocol/pictures'
import type { BackendName } from '../../network'
import type { Pending } from './pending'

// What a second engine works with: its network, and the classifier beside that.

/** The network of the engine: it is loaded once, however often it is asked for. */
export function networkOf(engine: Engine, { until, isDone }: Pending, onLoad: () => void) {
  let ready: EngineReady | undefined
  let loaded: { readonly source: NetworkSource; readonly backend: BackendName | 'auto' } | undefined
  const load = async (source: NetworkSource, backend: BackendName | 'auto'): Promise<EngineReady | undefined> => {
    if (loaded?.backend === backend && isSame(loaded.source, source)) return ready
    loaded = undefined
    onLoad()
    await until(() => {
      engine.load(source, backend)
    })
    loaded = { source, backend }
    return ready
  }
  const hear = (now: EngineReady) => {
    ready = now
    isDone()
  }
  return { hear, load }
}

/** Whether two sources give the same network: the shelf's never change, and what a visitor has opened is one object. */
const isSame = (one: NetworkSource, other: NetworkSource): boolean =>
  one === other || (one.kind === 'shelf' && other.kind === 'shelf' && one.url === other.url)

/** The classifier beside the network, and what it reads. */
export function classifierOf(engine: Engine, { until, isDone }: Pending) {
  let labels: readonly string[] | undefined
  let placedUrl: string | undefined
  const hear = (state: ClassifierState) => {
    if (state.status === 'ready') ({ labels } = state)
    if (state.status === 'ready' || state.status === 'failed') isDone()
  }
  const classifier = async (url: string): Promise<readonly string[] | undefined> => {
    if (labels && placedUrl === url) return labels
    labels = undefined
    placedUrl = url
    await until(() => {
      engine.classifier(url)
    })
    return labels
  }
  /** It goes with the network beside which it stood. */
  const forget = () => {
    labels = undefined
  }
  const read = async (of: Unread): Promise<Reading | undefined> => {
    let reading: Reading | undefined
    await until(() => {
      void engine.read(of).then((answer) => {
        reading = answer
        isDone()
      })
    })
    return reading
  }
  return { hear, classifier, forget, read }
}
