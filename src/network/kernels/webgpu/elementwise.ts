import { weight } from '../../checkpoint/weight'
import type { Normalisation, Resample, Values } from '../../program/operations'
import { projectionsBinding, type DispatchContext } from './conv'
import type { Dispatch } from './dispatch'
import { inputsShader } from './inputs'
import { normShader } from './norm-shader'
import { momentsBinding, outputBinding, storeShader } from './outputs'
import { tileOf, tilesOf, tilePixelsShader } from './tile'

// What stands between convolutions in few networks only.

const threads = 64
/** Pixels that a workgroup of the normalisation writes. */
const block = 32

/** y = f(norm(x)) */
export function normaliseDispatch({ input, norm, output }: Normalisation, context: DispatchContext): Dispatch {
  const from = inputsShader('input', [input])
  const channels = Math.ceil(input.channels / 4) * 4
  const normed = normShader(norm, [input], threads, { gamma: 0, beta: channels })
  const pixels = input.height * input.width
  const pack = () => {
    const out = new Float32Array(2 * channels)
    out.set(weight(context.weights, `${norm.name}.weight`).data)
    out.set(weight(context.weights, `${norm.name}.bias`).data, channels)
    return out
  }
  return {
    body: `
fn parameter(at: u32) -> f32 { return parameters[at / 4][at % 4]; }
var<workgroup> held: array<f32, ${threads}>;
${from.shader}
${normed.shader}
${storeShader(output)}
@compute @workgroup_size(${threads})
fn main(@builtin(local_invocation_index) thread: u32, @builtin(workgroup_id) group: vec3u) {
  groupMoments(group.z, thread);
  let quads = (u.normChannels + 3) / 4;
  for (var i = thread; i < ${block} * quads; i += ${threads}) {
    let place = group.x * ${block} + i / quads;
    if (place >= u.pixels) { continue; }
    let channel = 4 * (i % quads);
    var a = vec4f();
    var b = vec4f();
    for (var k = 0u; k < 4; k++) {
      let pair = affineOf(group.z, channel + k);
      a[k] = pair.x;
      b[k] = pair.y;
    }
    let pixel = group.z * u.pixels + place;
    store(pixel, channel, f(a * input(pixel, channel) + b));
  }
}`,
    uniforms: { pixels, outputChannels: output.channels, row: context.row, ...from.uniforms, ...normed.uniforms },
    reads: [
      { name: 'parameters', element: 'vec4f', resource: { kind: 'parameters', pack } },
      ...from.bindings,
      ...normed.bindings,
      ...(norm.modulation === null ? [] : [projectionsBinding]),
    ],
    writes: [outputBinding(output)],
    workgroups: [Math.ceil(pixels / block), 1, context.batch],
  }
}

/** WGSL of one pixel of the output, `at(y, x)`. @see Resample */
const resampled: Readonly<Record<Resample['by'], string>> = {
  down: '0.25 * (pixelOf(2 * y, 2 * x) + pixelOf(2 * y, 2 * x + 1) + pixelOf(2 * y + 1, 2 * x) + pixelOf(2 * y + 1, 2 * x + 1))',
  'fir-down':
    '0.25 * (blurred(2 * y, 2 * x) + blurred(2 * y, 2 * x + 1) + blurred(2 * y + 1, 2 * x) + blurred(2 * y + 1, 2 * x + 1))',
  'fir-up': 'blurred(y, x)',
}

/** Halving and doubling; the blur of 'fir-up' reads the doubled picture. */
export function resampleDispatch({ input, by, output }: Resample, { batch }: DispatchContext): Dispatch {
  const from = inputsShader('input', [input])
  const [grown, factor] = by === 'fir-up' ? [2, '/ 2'] : [1, '']
  return {
    body: `
var<private> picture: u32;
var<private> channel: u32;
${from.shader}
${storeShader(output)}
fn pixelOf(y: i32, x: i32) -> vec4f {
  if (y < 0 || x < 0 || y >= ${grown} * i32(u.inputHeight) || x >= ${grown} * i32(u.inputWidth)) { return vec4f(); }
  return input((picture * u.inputHeight + u32(y)${factor}) * u.inputWidth + u32(x)${factor}, channel);
}
fn blurred(y: i32, x: i32) -> vec4f {
  var sum = vec4f();
  for (var dy = -1; dy <= 1; dy++) {
    for (var dx = -1; dx <= 1; dx++) { sum += f32((2 - abs(dy)) * (2 - abs(dx))) / 16.0 * pixelOf(y + dy, x + dx); }
  }
  return sum;
}
@compute @workgroup_size(${threads})
fn main(@builtin(global_invocation_id) id: vec3u) {
  let place = id.x;
  if (place >= u.height * u.width) { return; }
  picture = id.z;
  channel = 4 * id.y;
  let y = i32(place / u.width);
  let x = i32(place % u.width);
  store(picture * u.height * u.width + place, channel, ${resampled[by]});
}`,
    uniforms: {
      inputHeight: input.height,
      inputWidth: input.width,
      height: output.height,
      width: output.width,
      outputChannels: output.channels,
      ...from.uniforms,
    },
    reads: from.bindings,
    writes: [outputBinding(output)],
    workgroups: [Math.ceil((output.height * output.width) / threads), Math.ceil(output.channels / 4), batch],
  }
}

/** The moments of a value that no convolution wrote. */
export function momentsDispatch(values: Values, { batch }: DispatchContext): Dispatch {
  const { rows, columns } = tileOf(values)
  const { down, across } = tilesOf(values)
  return {
    body: `
${tilePixelsShader('tilePixels', values, ['height', 'width'])}
fn pixelOf(picture: u32, tile: u32, i: u32) -> u32 {
  let across = (u.width + ${columns - 1}) / ${columns};
  let width = min(${columns}, u.width - tile % across * ${columns});
  return (picture * u.height + tile / across * ${rows} + i / width) * u.width + tile % across * ${columns} + i % width;
}
@compute @workgroup_size(${threads})
fn main(@builtin(local_invocation_index) thread: u32, @builtin(workgroup_id) group: vec3u) {
  let count = tilePixels(group.x);
  for (var channel = thread; channel < u.channels; channel += ${threads}) {
    var sum = 0.0;
    for (var i = 0u; i < u32(count); i++) { sum += values[pixelOf(group.z, group.x, i) * u.channels + channel]; }
    var squares = 0.0;
    for (var i = 0u; i < u32(count); i++) {
      let d = values[pixelOf(group.z, group.x, i) * u.channels + channel] - sum / count;
      squares += d * d;
    }
    outputMoments[(group.z * u.tiles + group.x) * u.channels + channel] = vec2f(sum, squares);
  }
}`,
    uniforms: { height: values.height, width: values.width, channels: values.channels, tiles: down * across },
    reads: [{ name: 'values', element: 'f32', resource: { kind: 'values', id: values.id } }],
    writes: [momentsBinding(values)],
    workgroups: [down * across, 1, batch],
  }
}
