import type { NetworkSource } from '../../engine/protocol/pictures'
import type { WalkState } from './store'

/** Where a network comes from. @param model its id */
export function sourceOf(model: string, { ownNetworks }: Pick<WalkState, 'ownNetworks'>, base: string): NetworkSource {
  const opened = ownNetworks.find(({ ownNetwork }) => ownNetwork.id === model)
  return opened?.source ?? { kind: 'shelf', url: new URL(`${base}models/${model}/`, document.baseURI).href }
}
