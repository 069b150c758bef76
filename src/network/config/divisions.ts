import type { Description } from '../description'
import type { UNetConfig } from './unet-config'
import { attentionsOf, groupsOut, planOf, resnetsOf } from './plan'

/** Checks that halving the picture, groups of channels and attention heads divide without remainder. @param fail receives the key and what is expected */
export function checkDivisions(config: UNetConfig, fail: (key: string, expected: Description) => never): void {
  const halvings = 2 ** (config.block_out_channels.length - 1)
  if (config.sample_size % halvings || config.sample_width % halvings) fail('sample_size', ['multiple-of', halvings])
  const plan = planOf(config)
  const key = config.norm_num_groups === null ? 'block_out_channels' : 'norm_num_groups'
  const divides = (where: string, channels: number, groups: number) => {
    if (groups < 1 || channels % groups)
      fail(where, where === 'block_out_channels' ? ['in-groups', channels, groups] : ['divisor-of', channels])
  }
  divides(key, config.block_out_channels[0] as number, groupsOut(config))
  for (const { inputs, outputs, groups } of resnetsOf(plan)) {
    divides(key, inputs, groups[0])
    divides(key, outputs, groups[1])
  }
  for (const { name, channels, heads, groups } of attentionsOf(plan)) {
    if (heads < 1) fail('attention_head_dim', ['at-most-channels', channels])
    if (groups !== null)
      divides(
        name.startsWith('mid') && groups !== config.norm_num_groups ? 'attn_norm_num_groups' : key,
        channels,
        groups,
      )
  }
}
