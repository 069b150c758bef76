import { headsOf, type UNetConfig } from '../config/unet-config'
import type { Executor } from '../program/executor'
import { splitChannels } from '../transfer'
import { buildForward } from './forward'
import type { Parameters } from './parameters'

/** The network layer by layer, by TensorFlow.js's own operations: on any back end. */
export function layeredExecutor(config: UNetConfig, parameters: Parameters): Executor {
  const forward = buildForward(parameters, config)
  return {
    run: (x, projections, watch = () => undefined) =>
      splitChannels(forward(x, { projections, watch }), headsOf(config)),
    prepare: () => Promise.resolve(), // its programs are compiled by a pass
    dispose: () => undefined, // the parameters are their owner's
  }
}
