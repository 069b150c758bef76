import type { ProgramNorm, Values } from '../../program/operations'
import { activationShader } from './activation-shader'
import type { Binding } from './dispatch'
import { tilesOf, tilePixelsShader } from './tile'

/** Where γ and β begin in the shader's parameters, counted in numbers. */
interface NormOffsets {
  readonly gamma: number
  readonly beta: number
}

/** The normalisation of what a shader reads, in two parts that the workgroup shares. */
interface NormShader {
  readonly bindings: readonly Binding[]
  readonly uniforms: Readonly<Record<string, number>>
  /**
   * WGSL of `fn groupMoments(picture, thread)`, after which all groups' means and deviations are known, and of
   * `fn affineOf(picture, channel) -> vec2f`, the a and b of y = f(a·x + b) for one channel. The first has barriers, and uses `held`, a number for each
   * thread at least.
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
  const lanes = lanesOf(norm.groups, threads)
  const groupWidth = channels / norm.groups
  return {
    bindings: values.map(({ id }, i) => ({ name: `moments${i}`, element: 'vec2f', resource: { kind: 'moments', id } })),
    uniforms: {
      normChannels: channels,
      normChannels0: first.channels,
      normHeight: first.height,
      normWidth: first.width,
      normTiles: down * across,
      groups: norm.groups,
      groupLanes: lanes,
      groupsAtOnce: Math.floor(threads / lanes),
      groupWidth,
      groupSizeF: groupWidth * first.height * first.width,
      gamma,
      beta,
      modulation: norm.modulation ?? 0,
      epsilonF: norm.epsilon,
    },
    shader: `
${tilePixelsShader('normTilePixels', first, ['normHeight', 'normWidth'])}
${momentsShader(norm.groups, values.length)}
${affineShader(norm.modulation !== null)}
${activationShader(norm.activation)}`,
  }
}

/** The number of groups for which a shader has room: shaders for fewer groups are one text. */
const roomFor = (groups: number) => Math.max(32, 2 ** Math.ceil(Math.log2(groups)))

/** Threads that share a group: a power of two, so that all groups are summed at once where they are few. */
function lanesOf(groups: number, threads: number): number {
  let lanes = 1
  while (2 * lanes * groups <= threads) lanes *= 2
  return lanes
}

function momentsShader(groups: number, inputs: number): string {
  const second = 'moments1[at * (u.normChannels - u.normChannels0) + channel - u.normChannels0]'
  return `
var<workgroup> groupMoment: array<vec2f, ${roomFor(groups)}>; // mean, 1/√(variance + ε)

fn momentOf(picture: u32, tile: u32, channel: u32) -> vec2f {
  let at = picture * u.normTiles + tile;
  ${inputs === 2 ? `if (channel >= u.normChannels0) { return ${second}; }` : ''}
  return moments0[at * u.normChannels0 + channel];
}

// The sum of the values of all threads that share a group.
fn groupTotal(value: f32, thread: u32) -> f32 {
  workgroupBarrier();
  held[thread] = value;
  workgroupBarrier();
  var sum = 0.0;
  let start = thread / u.groupLanes * u.groupLanes;
  for (var i = 0u; i < u.groupLanes; i++) { sum += held[start + i]; }
  return sum;
}

fn groupMoments(picture: u32, thread: u32) {
  for (var firstGroup = 0u; firstGroup < u.groups; firstGroup += u.groupsAtOnce) {
    let place = thread / u.groupLanes;
    let lane = thread % u.groupLanes;
    let group = firstGroup + place;
    let items = select(0, u.normTiles * u.groupWidth, group < u.groups && place < u.groupsAtOnce);
    var sum = 0.0;
    for (var i = lane; i < items; i += u.groupLanes) {
      sum += momentOf(picture, i / u.groupWidth, group * u.groupWidth + i % u.groupWidth).x;
    }
    let mean = groupTotal(sum, thread) / u.groupSizeF;
    var squares = 0.0;
    for (var i = lane; i < items; i += u.groupLanes) {
      let moment = momentOf(picture, i / u.groupWidth, group * u.groupWidth + i % u.groupWidth);
      let pixels = normTilePixels(i / u.groupWidth);
      let d = moment.x / pixels - mean;
      squares += moment.y + pixels * d * d;
    }
    let variance = groupTotal(squares, thread) / u.groupSizeF;
    if (items > 0 && lane == 0) { groupMoment[group] = vec2f(mean, inverseSqrt(variance + u.epsilonF)); }
  }
  workgroupBarrier();
}`
}

function affineShader(modulated: boolean): string {
  return `
fn affineOf(picture: u32, channel: u32) -> vec2f {
  if (channel >= u.normChannels) { return vec2f(); }
  let moment = groupMoment[channel / u.groupWidth];
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
