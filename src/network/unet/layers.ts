import type { UNetConfig } from '../config/unet-config'
import { buildAttention } from './attention'
import type { Parameters } from './parameters'
import type { Layer } from './pass'
import type { Attention, Layer as LayerPlan, Resnet } from '../config/plan'
import { projectionsOf } from '../config/projections'
import { buildResnet } from './resnet'

export interface Layers {
  readonly of: (plan: LayerPlan) => Layer[]
  readonly resnet: (plan: Resnet) => Layer
  readonly attention: (plan: Attention) => Layer
}

/** Builders of single layers; the layers report their outputs to the pass. */
export function layersOf(parameters: Parameters, config: UNetConfig): Layers {
  const offsets = projectionsOf(config).offsets
  const watched =
    (name: string, layer: Layer): Layer =>
    (x, pass) => {
      const y = layer(x, pass)
      pass.watch(name, y)
      return y
    }
  const resnet = (plan: Resnet) =>
    watched(plan.name, buildResnet(parameters, plan, config, offsets.get(plan.name) as number))
  const attention = (plan: Attention) => watched(plan.name, buildAttention(parameters, plan, config))
  return {
    resnet,
    attention,
    of: (plan) => [resnet(plan.resnet), ...(plan.attention ? [attention(plan.attention)] : [])],
  }
}
