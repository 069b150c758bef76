import type { Convolution } from '../../program/operations'
import { patchOf, threadsOf, type ConvVariant } from './conv-variant'

/** The parts of a convolution's shader that depend on what it reads and writes. */
export interface ConvParts {
  /** WGSL that declares `input`, and `groupMoments`, `affineOf` and `f` where there is a normalisation. */
  readonly declarations: string
  readonly normalised: boolean
  readonly projected: boolean
  /** WGSL that reads a residual: `residual(pixel, channel)`; `through` is whether it passes a 1×1 convolution. */
  readonly residual: { readonly through: boolean } | null
  readonly writesMoments: boolean
}

const repeat = (count: number, text: (i: number) => string) => Array.from({ length: count }, (_, i) => text(i))

/**
 * The shader of a convolution as an implicit matrix product: [pixels, taps·channels] by [taps·channels, outputs]. A workgroup computes one
 * tile of pixels; it goes through the input channels in chunks, and brings each chunk's patch, normalised and activated, into its
 * shared memory once. A residual's 1×1 convolution is more chunks.
 */
export function convShader(operation: Convolution, variant: ConvVariant, parts: ConvParts): string {
  const { tile, strip, lanes, chunk } = variant
  const patch = patchOf(operation, tile)
  return `
${parts.declarations}
const patchColumns = ${patch.columns}u;
const patchPixels = ${patch.rows * patch.columns}u;
const quads = ${chunk / 4}u;
var<workgroup> held: array<f32, ${Math.max(chunk * patch.rows * patch.columns, 4 * threadsOf(variant))}>;
${parts.normalised ? `var<workgroup> affine: array<vec4f, ${chunk / 2}>; // a, then b, of the chunk's channels` : ''}
${loadShader(variant, parts)}

@compute @workgroup_size(${threadsOf(variant)})
fn main(@builtin(local_invocation_index) thread: u32, @builtin(workgroup_id) group: vec3u) {
  let picture = group.z;
  let top = group.x / u.across * ${tile.rows};
  let left = group.x % u.across * ${tile.columns};
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
    loadPatch(picture, first, i32(top * ${operation.stride}) - i32(u.before), i32(left * ${operation.stride}) - i32(u.before), thread);
    workgroupBarrier();
    let last = min(${chunk}u, u.channels - first);
    for (var dy = 0u; dy < ${operation.size}; dy++) {
      for (var dx = 0u; dx < ${operation.size}; dx++) {
        var at = (row * ${operation.stride} + dy) * patchColumns + column * ${operation.stride} + dx;
        var weights = ((dy * ${operation.size} + dx) * u.weightChannels + first) * u.outputQuads + quad;
        ${productsShader(strip, operation.stride, 'patchPixels')}
      }
    }
  }
  ${parts.residual?.through ? throughShader(variant) : ''}
  ${writeShader(variant, parts)}
}`
}

/** WGSL of the products of a chunk's channels at one tap: each pixel of a strip by four outputs' weights. */
function productsShader(strip: number, stride: number, pixels: string): string {
  return `for (var c = 0u; c < last; c++) {
          let w = parameters[weights];
          ${repeat(strip, (p) => `sum${p} += held[at + ${p * stride}] * w;`).join('\n          ')}
          at += ${pixels};
          weights += u.outputQuads;
        }`
}

/** WGSL that brings a chunk of channels of the tile's patch into shared memory; outside the picture is 0. */
function loadShader(variant: ConvVariant, { normalised }: ConvParts): string {
  const threads = threadsOf(variant)
  const value =
    'input(picture * u.inputPixels + (u32(y) >> u.doubled) * u.inputWidth + (u32(x) >> u.doubled), first + 4 * q)'
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
    for (var k = 0u; k < 4; k++) { held[(4 * q + k) * patchPixels + pixel] = value[k]; }
  }
}`
}

/** WGSL of the 1×1 convolution through which the residual passes: more rows of the matrix product. */
function throughShader(variant: ConvVariant): string {
  const { tile, strip, chunk } = variant
  const pixels = tile.rows * tile.columns
  return `
  for (var first = 0u; first < u.residualChannels; first += ${chunk}) {
    workgroupBarrier();
    for (var i = thread; i < quads * ${pixels}; i += ${threadsOf(variant)}) {
      let q = i % quads;
      let y = min(top + i / quads / ${tile.columns}, u.height - 1);
      let x = min(left + i / quads % ${tile.columns}, u.width - 1);
      var value = vec4f();
      if (first + 4 * q < u.residualChannels) { value = residual(residualPixel(picture, y, x), first + 4 * q); }
      for (var k = 0u; k < 4; k++) { held[(4 * q + k) * ${pixels} + i / quads] = value[k]; }
    }
    workgroupBarrier();
    let last = min(${chunk}u, u.residualChannels - first);
    var at = row * ${tile.columns} + column;
    var weights = u.shortcut + first * u.outputQuads + quad;
    ${productsShader(strip, 1, String(pixels))}
  }`
}

/** WGSL of what is added to a thread's sums; then it writes them, and the tile's moments. */
function writeShader({ strip }: ConvVariant, parts: ConvParts): string {
  const residual = parts.residual && !parts.residual.through
  return `
  var sums = array<vec4f, ${strip}>(${repeat(strip, (p) => `sum${p}`).join(', ')});
  let more = parameters[u.bias + quad]${parts.projected ? ' + projectionOf(picture, 4 * quad)' : ''};
  let y = top + row;
  let pixels = select(0, min(${strip}, max(u.width, left + column) - left - column), quad < u.outputQuads && y < u.height);
  var total = vec4f();
  for (var p = 0u; p < pixels; p++) {
    let x = left + column + p;
    let value = (sums[p] + more${residual ? ' + residual(residualPixel(picture, y, x), 4 * quad)' : ''}) / u.divisorF;
    store((picture * u.height + y) * u.width + x, 4 * quad, value);
    sums[p] = value;
    total += value;
  }
  ${parts.writesMoments ? momentsShader : ''}`
}

/** WGSL of the moments of the tile: each strip's sums are added up in shared memory, by every thread. */
const momentsShader = `
  let sumOfTile = stripTotal(total, thread, lane);
  let mean = sumOfTile / tilePixels(group.x);
  total = vec4f();
  for (var p = 0u; p < pixels; p++) { total += (sums[p] - mean) * (sums[p] - mean); }
  let squares = stripTotal(total, thread, lane);
  if (strip == 0 && quad < u.outputQuads) {
    let at = (picture * u.down * u.across + group.x) * u.outputChannels + 4 * quad;
    for (var k = 0u; k < 4 && 4 * quad + k < u.outputChannels; k++) { outputMoments[at + k] = vec2f(sumOfTile[k], squares[k]); }
  }`
