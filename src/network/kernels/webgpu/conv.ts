import type { Weight } from '../../checkpoint/safetensors'
import type { Convolution, Residual, Values } from '../../program/operations'
import { convShader, type ConvParts } from './conv-shader'
import { threadsOf, variantOf, type ConvVariant } from './conv-variant'
import type { Binding, Dispatch } from './dispatch'
import { inputsShader } from './inputs'
import { normShader } from './norm-shader'
import { momentsBinding, outputBinding, storeShader } from './outputs'
import { convLayout, packConv, type ConvLayout } from './pack'
import { tilesOf, tilePixelsShader } from './tile'

/** What a dispatch is made of besides its operation. */
export interface DispatchContext {
  readonly weights: ReadonlyMap<string, Weight>
  readonly batch: number
  /** Whether the GPU is emulated. */
  readonly software: boolean
  /** The length of a row of projections. */
  readonly row: number
  /** Whether a normalisation reads a value, so that its moments are wanted. */
  readonly hasMoments: (values: Values) => boolean
  /** Of how many tensors, one after another in memory, a value consists. */
  readonly headsOf: (values: Values) => number
}

export const projectionsBinding: Binding = { name: 'projections', element: 'f32', resource: { kind: 'projections' } }

export function convDispatch(
  operation: Convolution,
  context: DispatchContext,
  variant: ConvVariant = variantOf(operation, context.batch, context.software),
): Dispatch {
  const { inputs, norm, residual, output, projection } = operation
  const layout = convLayout(operation)
  const input = inputsShader('input', inputs)
  const added = residual && inputsShader('residual', residual.inputs)
  const normed = norm && normShader(norm, inputs, threadsOf(variant), layout)
  const projected = projection !== null
  const heads = context.headsOf(output)
  const writesMoments = context.hasMoments(output)
  const parts: ConvParts = {
    declarations: [
      'fn parameter(at: u32) -> f32 { return parameters[at / 4][at % 4]; }',
      input.shader,
      added?.shader,
      residual && residualPixel,
      normed?.shader,
      writesMoments ? tilePixelsShader('tilePixels', output, ['height', 'width']) : null,
      projected ? projectionOf : null,
      storeShader(output, heads),
      writesMoments ? stripTotal(variant) : null,
    ]
      .filter(Boolean)
      .join('\n'),
    normalised: norm !== null,
    projected,
    residual: residual && { through: residual.shortcut !== null },
    writesMoments,
  }
  const { down, across } = tilesOf(output)
  return {
    body: convShader(operation, variant, parts),
    uniforms: {
      ...uniformsOf(operation, layout, context.row),
      ...(heads > 1 && { outputPixels: context.batch * output.height * output.width }),
      ...input.uniforms,
      ...added?.uniforms,
      ...normed?.uniforms,
    },
    reads: [
      {
        name: 'parameters',
        element: 'vec4f',
        resource: { kind: 'parameters', pack: () => packConv(operation, context.weights) },
      },
      ...input.bindings,
      ...(added?.bindings ?? []),
      ...(normed?.bindings ?? []),
      ...(projected || norm?.modulation != null ? [projectionsBinding] : []),
    ],
    writes: [outputBinding(output, heads), ...(writesMoments ? [momentsBinding(output)] : [])],
    workgroups: [down * across, Math.ceil(layout.outputs / 4 / variant.lanes), context.batch],
  }
}

const residualPixel = `
fn residualPixel(picture: u32, y: u32, x: u32) -> u32 {
  return picture * u.residualPixels + (y >> u.residualDoubled) * u.residualWidth + (x >> u.residualDoubled);
}`

const projectionOf = `
fn projectionOf(picture: u32, channel: u32) -> vec4f {
  var y = vec4f();
  for (var k = 0u; k < 4 && channel + k < u.outputChannels; k++) {
    y[k] = projections[picture * u.row + u.projection + channel + k];
  }
  return y;
}`

/** WGSL that adds up what the threads of one lane hold, the strips of a tile. */
function stripTotal({ tile, strip, lanes }: ConvVariant): string {
  const strips = (tile.rows * tile.columns) / strip
  return `
fn stripTotal(value: vec4f, thread: u32, lane: u32) -> vec4f {
  workgroupBarrier();
  for (var k = 0u; k < 4; k++) { held[4 * thread + k] = value[k]; }
  workgroupBarrier();
  var total = vec4f();
  for (var i = 4 * lane; i < ${4 * strips * lanes}; i += ${4 * lanes}) {
    total += vec4f(held[i], held[i + 1], held[i + 2], held[i + 3]);
  }
  return total;
}`
}

function uniformsOf(operation: Convolution, layout: ConvLayout, row: number): Record<string, number> {
  const { inputs, doubled, residual, output, projection, divisor } = operation
  const [{ height, width }] = inputs as readonly [Values, ...Values[]]
  const { down, across } = tilesOf(output)
  const factor = doubled ? 2 : 1
  return {
    channels: inputs.reduce((sum, { channels }) => sum + channels, 0),
    inputPixels: height * width,
    inputWidth: width,
    doubled: doubled ? 1 : 0,
    before: operation.before,
    reachHeight: factor * height,
    reachWidth: factor * width,
    weightChannels: layout.inputs,
    height: output.height,
    width: output.width,
    down,
    across,
    outputChannels: output.channels,
    outputQuads: layout.outputs / 4,
    bias: layout.bias / 4,
    shortcut: layout.shortcut / 4,
    row,
    projection: projection ?? 0,
    divisorF: divisor,
    ...(residual && residualUniforms(residual)),
  }
}

function residualUniforms({ inputs, doubled }: Residual): Record<string, number> {
  const [{ height, width }] = inputs as readonly [Values, ...Values[]]
  return {
    residualDoubled: doubled ? 1 : 0,
    residualPixels: height * width,
    residualWidth: width,
    residualChannels: inputs.reduce((sum, { channels }) => sum + channels, 0),
  }
}
