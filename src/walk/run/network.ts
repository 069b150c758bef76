import type { NetworkSource } from '../../engine/protocol/pictures'
import type { WalkState } from './store'

/**
 * Which network the engine has, or is on its way to have. `before` is the last one that was ready: where cancelling leads back to.
 * What has failed stays on its way: another try may bring it.
 */
export type EngineNetwork =
  | { readonly status: 'loading'; readonly id: string; readonly before: string | undefined }
  /** The visitor's own network is being opened; the page knows nothing about it until its files have been read. */
  | { readonly status: 'opening'; readonly source: NetworkSource; readonly before: string | undefined }
  | { readonly status: 'ready'; readonly id: string }

/** The last network that was ready. */
export const lastReady = (network: EngineNetwork): string | undefined =>
  network.status === 'ready' ? network.id : network.before

/** The network that the engine has or fetches; undefined while one is opened that nobody knows yet. */
export const idOf = (network: EngineNetwork): string | undefined =>
  network.status === 'opening' ? undefined : network.id

/** Whether a network that is on its way can be given up for the one before. */
export const canGiveUp = (network: EngineNetwork): boolean =>
  network.status !== 'ready' && network.before !== undefined && network.before !== idOf(network)

/** Where a network comes from. @param base of the page's own files */
export function sourceOf(model: string, { ownNetworks }: Pick<WalkState, 'ownNetworks'>, base: string): NetworkSource {
  const opened = ownNetworks.find(({ own }) => own.id === model)
  return opened?.source ?? { kind: 'shelf', url: new URL(`${base}models/${model}/`, document.baseURI).href }
}
