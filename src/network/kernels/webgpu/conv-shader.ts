import type { Convolution } from '../../program/operations'
import { patchOf, threadsOf, type ConvVariant } from './conv-variant'

/** The parts of a convolution's shader that depend on what it reads and writes. */
export interface ConvParts {
  /** WGSL that declares `input`, and `groupMoments`, `affineOf` and `f` where there is a normalisation. */
  readonly declarations: string
  readonly normalised: boolean
  readonly projected: boolean
  /** WGSL that reads a residual: `residual(pixel, channel)`; `through` is whether it passes a 1×1 convolution. */
  readonly residual: { readonly through: boolean; readonly doubled: boolean } | null
  readonly vectorOutput: boolean
  readonly writesMoments: boolean
}

const repeat = (count: number, text: (i: number) => string) => Array.from({ length: count }, (_, i) => text(i))

/**
 * The shader of a convolution as an implicit matrix product: [pixels, taps·channels] by [taps·channels, outputs]. A workgroup computes one
 * tile of pixels; it goes through the input channels in chunks, and brings each chunk's patch, normalised and activated, into its
 * shared memory once.
 */
export function convShader(operation: Convolution, variant: ConvVariant, parts: ConvParts): string {
  const { tile, strip, lanes, chunk } = variant
  const patch = patchOf(operation, tile)
  return `
${parts.declarations}
const patchPixels = ${patch.rows * patch.columns}u;
const quads = ${chunk / 4}u;
var<workgroup> tilePatch: array<f32, ${chunk * patch.rows * patch.columns}>;
${parts.normalised ? `var<workgroup> affine: array<vec4f, ${chunk / 2}>; // a, then b, of the chunk's channels` : ''}
${parts.writesMoments ? `var<workgroup> stripSum: array<vec4f, ${threadsOf(variant)}>;` : ''}

${loadShader(operation, variant, parts)}

@compute @workgroup_size(${threadsOf(variant)})
fn main(@builtin(local_invocation_index) thread: u32, @builtin(workgroup_id) group: vec3u) {
  let picture = group.z;
  let top = i32(group.x / u.across * ${tile.rows});
  let left = i32(group.x % u.across * ${tile.columns});
  let lane = thread % ${lanes};
  let strip = thread / ${lanes};
  let row = strip / ${tile.columns / strip};
  let column = strip % ${tile.columns / strip} * ${strip};
  let quad = group.y * ${lanes} + lane;
  ${parts.normalised ? 'groupMoments(picture, thread);' : ''}
  ${repeat(strip, (p) => `var sum${p} = vec4f();`).join(' ')}
  for (var first = 0u; first < u.channels; first += ${chunk}) {
    workgroupBarrier();
    ${parts.normalised ? `loadAffine(picture, first, thread);\n    workgroupBarrier();` : ''}
    loadPatch(picture, first, top * ${operation.stride} - ${operation.before}, left * ${operation.stride} - ${operation.before}, thread);
    workgroupBarrier();
    let last = min(${chunk}u, u.channels - first);
    ${tapsShader(operation, variant)}
  }
  ${writeShader(variant, parts)}
}`
}

/** WGSL that brings a chunk of channels of the tile's patch into shared memory; outside the picture is 0. */
function loadShader({ doubled }: Convolution, variant: ConvVariant, { normalised }: ConvParts): string {
  const threads = threadsOf(variant)
  const source = doubled ? '(u32(y) / 2) * u.inputWidth + u32(x) / 2' : 'u32(y) * u.inputWidth + u32(x)'
  const value = `input(picture * u.inputPixels + ${source}, first + 4 * q)`
  return `
${
  normalised
    ? `fn loadAffine(picture: u32, first: u32, thread: u32) {
  for (var i = thread; i < ${variant.chunk}; i += ${threads}) {
    let pair = affineOf(picture, first + i);
    affine[i / 4][i % 4] = pair.x;
    affine[quads + i / 4][i % 4] = pair.y;
  }
}`
    : ''
}
fn loadPatch(picture: u32, first: u32, top: i32, left: i32, thread: u32) {
  for (var i = thread; i < quads * patchPixels; i += ${threads}) {
    let q = i % quads;
    let pixel = i / quads;
    let y = top + i32(pixel / patchColumns);
    let x = left + i32(pixel % patchColumns);
    var value = vec4f();
    if (y >= 0 && x >= 0 && y < i32(u.reachHeight) && x < i32(u.reachWidth) && first + 4 * q < u.channels) {
      value = ${normalised ? `f(affine[q] * ${value} + affine[quads + q])` : value};
    }
    for (var k = 0u; k < 4; k++) { tilePatch[(4 * q + k) * patchPixels + pixel] = value[k]; }
  }
}`
}

/** WGSL of all products of a chunk for a strip: for every tap and input channel, each pixel by four outputs' weights. */
function tapsShader({ size, stride }: Convolution, { strip }: ConvVariant): string {
  const sums = repeat(strip, (p) => `sum${p} += tilePatch[at + ${p * stride}] * w;`)
  return `
    for (var dy = 0u; dy < ${size}; dy++) {
      for (var dx = 0u; dx < ${size}; dx++) {
        var at = (row * ${stride} + dy) * patchColumns + column * ${stride} + dx;
        var weights = ((dy * ${size} + dx) * u.weightChannels + first) * u.outputQuads + quad;
        for (var c = 0u; c < last; c++) {
          let w = parameters[weights];
          ${sums.join('\n          ')}
          at += patchPixels;
          weights += u.outputQuads;
        }
      }
    }`
}

/** WGSL of what is added to a thread's sums; then it writes them, and the tile's moments. */
function writeShader(variant: ConvVariant, parts: ConvParts): string {
  const { strip } = variant
  const pixels = repeat(
    strip,
    (p) => `
  let inside${p} = quad < u.outputQuads && y < i32(u.height) && x + ${p} < i32(u.width);
  let pixel${p} = (picture * u.height + u32(y)) * u.width + u32(x) + ${p};`,
  )
  const total = (p: number) =>
    `sum${p} + more${parts.residual && !parts.residual.through ? ` + residual(residualPixel(picture, u32(y), u32(x) + ${p}), 4 * quad)` : ''}`
  return `
  let y = top + i32(row);
  let x = left + i32(column);
  ${pixels.join('')}
  let more = parameters[u.bias + quad]${parts.projected ? ' + projectionOf(picture, 4 * quad)' : ''};
  ${parts.residual?.through ? throughShader(strip) : ''}
  ${repeat(strip, (p) => `if (inside${p}) { sum${p} = (${total(p)}) / u.divisorF; ${storeShader(p, parts)} } else { sum${p} = vec4f(); }`).join('\n  ')}
  ${parts.writesMoments ? momentsShader(variant) : ''}`
}

/** WGSL of the 1×1 convolution through which the residual passes: more rows of the matrix product. */
function throughShader(strip: number): string {
  const products = repeat(4, (k) => {
    const sums = repeat(strip, (p) => `sum${p} += r${p}[${k}] * w;`)
    return `{ let w = parameters[weights + ${k} * u.outputQuads]; ${sums.join(' ')} }`
  })
  return `
  if (quad < u.outputQuads && y < i32(u.height)) {
    for (var channel = 0u; channel < u.residualChannels; channel += 4) {
      let weights = u.shortcut + channel * u.outputQuads + quad;
      ${repeat(strip, (p) => `let r${p} = residual(residualPixel(picture, u32(y), min(u32(x) + ${p}, u.width - 1)), channel);`).join('\n      ')}
      ${products.join('\n      ')}
    }
  }`
}

function storeShader(p: number, { vectorOutput }: ConvParts): string {
  if (vectorOutput) return `output[pixel${p} * u.outputQuads + quad] = sum${p};`
  return `storeChannels(pixel${p}, 4 * quad, sum${p});`
}

/** WGSL of the moments of the tile: each strip's sums are added up in shared memory, by every thread. */
function momentsShader({ tile, strip, lanes }: ConvVariant): string {
  const strips = (tile.rows * tile.columns) / strip
  const sumUp = `for (var i = 0u; i < ${strips}; i++) { total += stripSum[i * ${lanes} + lane]; }`
  const squares = repeat(strip, (p) => `let d${p} = select(vec4f(), sum${p} - mean, inside${p});`)
  return `
  stripSum[thread] = ${repeat(strip, (p) => `sum${p}`).join(' + ')};
  workgroupBarrier();
  var total = vec4f();
  ${sumUp}
  let sums = total;
  let mean = sums / tilePixels(group.x, u.height, u.width, ${tile.rows}, ${tile.columns});
  ${squares.join(' ')}
  workgroupBarrier();
  stripSum[thread] = ${repeat(strip, (p) => `d${p} * d${p}`).join(' + ')};
  workgroupBarrier();
  total = vec4f();
  ${sumUp}
  if (strip == 0 && quad < u.outputQuads) {
    let at = (picture * u.down * u.across + group.x) * u.outputChannels + 4 * quad;
    for (var k = 0u; k < 4 && 4 * quad + k < u.outputChannels; k++) { outputMoments[at + k] = vec2f(sums[k], total[k]); }
  }`
}
