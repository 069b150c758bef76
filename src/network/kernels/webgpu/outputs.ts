import type { Values } from '../../program/operations'
import type { Binding } from './dispatch'

/** Whether a value is stored as vectors: where it is one tensor, and its channels divide by four. */
const isVector = ({ channels }: Values, heads: number) => heads === 1 && channels % 4 === 0

/** A value as storage. @param heads of how many tensors, one after another in memory, it consists */
export const outputBinding = (values: Values, heads = 1): Binding => ({
  name: 'output',
  element: isVector(values, heads) ? 'vec4f' : 'f32',
  resource: { kind: 'values', id: values.id },
})

export const momentsBinding = ({ id }: Values): Binding => ({
  name: 'outputMoments',
  element: 'vec2f',
  resource: { kind: 'moments', id },
})

/** WGSL of `fn store(pixel, channel, values)`, `channel` a multiple of 4: those beyond the last channel are dropped. */
export function storeShader(values: Values, heads = 1): string {
  if (isVector(values, heads))
    return 'fn store(pixel: u32, channel: u32, values: vec4f) { output[(pixel * u.outputChannels + channel) / 4] = values; }'
  const at = heads === 1 ? 'pixel * u.outputChannels + c' : placeInHeads(values.channels / heads)
  return `fn store(pixel: u32, channel: u32, values: vec4f) {
  for (var k = 0u; k < 4 && channel + k < u.outputChannels; k++) {
    let c = channel + k;
    output[${at}] = values[k];
  }
}`
}

const placeInHeads = (each: number) => `(c / ${each} * u.outputPixels + pixel) * ${each} + c % ${each}`
