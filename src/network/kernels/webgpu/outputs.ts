import type { Values } from '../../program/operations'
import type { Binding } from './dispatch'

/** A value as storage: vectors where the channels divide by four. */
export const outputBinding = ({ id, channels }: Values): Binding => ({
  name: 'output',
  element: channels % 4 === 0 ? 'vec4f' : 'f32',
  resource: { kind: 'values', id },
})

export const momentsBinding = ({ id }: Values): Binding => ({
  name: 'outputMoments',
  element: 'vec2f',
  resource: { kind: 'moments', id },
})

/** WGSL of `fn store(pixel, channel, values)`, `channel` a multiple of 4: those beyond the last channel are dropped. */
export const storeShader = ({ channels }: Values): string =>
  channels % 4 === 0
    ? 'fn store(pixel: u32, channel: u32, values: vec4f) { output[(pixel * u.outputChannels + channel) / 4] = values; }'
    : `fn store(pixel: u32, channel: u32, values: vec4f) {
  for (var k = 0u; k < 4 && channel + k < u.outputChannels; k++) { output[pixel * u.outputChannels + channel + k] = values[k]; }
}`
