import type { ProgramNorm, Values } from '../../program/operations'
import { activationShader } from './activation-shader'
import type { Binding } from './dispatch'
import { tileOf, tilesOf, tilePixelsShader } from './tile'

/** Where γ and β begin in the shader's parameters, counted in numbers. */
interface NormOffsets {
  readonly gamma: number
  readonly beta: number
}

/** The normalisation of what a shader reads, in two parts that the workgroup shares. */
export interface NormShader {
  readonly bindings: readonly Binding[]
  readonly uniforms: Readonly<Record<string, number>>
  /**
   * WGSL of `fn groupMoments(picture, thread)`, after which all groups' means and deviations are known, and of
   * `fn affineOf(picture, channel) -> vec2f`, the a and b of y = f(a·x + b) for one channel. The first has barriers.
   */
  readonly shader: string
}

/**
 * @param threads of the workgroup
 * @param parameter WGSL that reads one number of the parameters: γ and β stand there
 */
export function normShader(
  norm: ProgramNorm,
  values: readonly Values[],
  threads: number,
  { gamma, beta }: NormOffsets,
): NormShader {
  const channels = values.reduce((sum, value) => sum + value.channels, 0)
  const [first] = values as readonly [Values, ...Values[]]
  const { down, across } = tilesOf(first)
  const tile = tileOf(first)
  const modulated = norm.modulation !== null
  return {
    bindings: values.map(({ id }, i) => ({ name: `moments${i}`, element: 'vec2f', resource: { kind: 'moments', id } })),
    uniforms: {
      normChannels: channels,
      normChannels0: first.channels,
      normHeight: first.height,
      normWidth: first.width,
      normTiles: down * across,
      gamma,
      beta,
      modulation: norm.modulation ?? 0,
      epsilonF: norm.epsilon,
    },
    shader: `
${tilePixelsShader}
${momentsShader(norm.groups, values.length, threads, tile)}
${affineShader(norm.groups, modulated)}
${activationShader(norm.activation)}`,
  }
}

/** Threads that share a group: a power of two, so that all groups are summed at once where they are few. */
const lanesOf = (groups: number, threads: number) => {
  let lanes = 1
  while (2 * lanes * groups <= threads) lanes *= 2
  return lanes
}

function momentsShader(
  groups: number,
  inputs: number,
  threads: number,
  tile: { readonly rows: number; readonly columns: number },
): string {
  const lanes = lanesOf(groups, threads)
  const second = 'moments1[at * (u.normChannels - u.normChannels0) + channel - u.normChannels0]'
  return `
var<workgroup> groupMoment: array<vec2f, ${groups}>; // mean, 1/√(variance + ε)
var<workgroup> partSum: array<f32, ${threads}>;

fn momentOf(picture: u32, tile: u32, channel: u32) -> vec2f {
  let at = picture * u.normTiles + tile;
  ${inputs === 2 ? `if (channel >= u.normChannels0) { return ${second}; }` : ''}
  return moments0[at * u.normChannels0 + channel];
}

// The sum of the values of all threads that share a group.
fn groupTotal(value: f32, thread: u32) -> f32 {
  workgroupBarrier();
  partSum[thread] = value;
  workgroupBarrier();
  var sum = 0.0;
  let start = thread / ${lanes} * ${lanes};
  for (var i = 0u; i < ${lanes}; i++) { sum += partSum[start + i]; }
  return sum;
}

fn groupMoments(picture: u32, thread: u32) {
  let width = u.normChannels / ${groups};
  let count = f32(width * u.normHeight * u.normWidth);
  for (var firstGroup = 0u; firstGroup < ${groups}; firstGroup += ${Math.floor(threads / lanes)}) {
    let group = firstGroup + thread / ${lanes};
    let items = select(0, u.normTiles * width, group < ${groups} && thread / ${lanes} < ${Math.floor(threads / lanes)});
    var sum = 0.0;
    for (var i = thread % ${lanes}; i < items; i += ${lanes}) {
      sum += momentOf(picture, i / width, group * width + i % width).x;
    }
    let mean = groupTotal(sum, thread) / count;
    var squares = 0.0;
    for (var i = thread % ${lanes}; i < items; i += ${lanes}) {
      let moment = momentOf(picture, i / width, group * width + i % width);
      let pixels = tilePixels(i / width, u.normHeight, u.normWidth, ${tile.rows}, ${tile.columns});
      let d = moment.x / pixels - mean;
      squares += moment.y + pixels * d * d;
    }
    let variance = groupTotal(squares, thread) / count;
    if (items > 0 && thread % ${lanes} == 0) { groupMoment[group] = vec2f(mean, inverseSqrt(variance + u.epsilonF)); }
  }
  workgroupBarrier();
}`
}

function affineShader(groups: number, modulated: boolean): string {
  return `
fn affineOf(picture: u32, channel: u32) -> vec2f {
  if (channel >= u.normChannels) { return vec2f(); }
  let moment = groupMoment[channel / (u.normChannels / ${groups})];
  let scale = moment.y * parameter(u.gamma + channel);
  let y = vec2f(scale, parameter(u.beta + channel) - moment.x * scale);
  ${
    modulated
      ? `let at = picture * u.row + u.modulation + channel;
  return y * (1.0 + projections[at]) + vec2f(0.0, projections[at + u.normChannels]);`
      : 'return y;'
  }
}`
}
