import type { Values } from '../../program/operations'
import type { Binding } from './dispatch'

/** One value, or two side by side along the channels, as a shader reads them: four channels at once. */
interface ShaderInputs {
  readonly bindings: readonly Binding[]
  /** Where every value's channels divide by four, they are read as vectors. */
  readonly vector: boolean
  /** WGSL of `fn <name>(pixel: u32, channel: u32) -> vec4f`, `channel` a multiple of 4: 0 beyond the last channel. */
  readonly shader: string
  readonly uniforms: Readonly<Record<string, number>>
}

/** @param name of the shader's function; uniforms and bindings begin with it */
export function inputsShader(name: string, values: readonly Values[]): ShaderInputs {
  const vector = values.every(({ channels }) => channels % 4 === 0)
  const element = vector ? 'vec4f' : 'f32'
  return {
    vector,
    bindings: values.map(({ id }, i) => ({ name: `${name}${i}`, element, resource: { kind: 'values', id } })),
    uniforms: Object.fromEntries(values.map(({ channels }, i) => [`${name}Channels${i}`, channels])),
    shader: vector ? vectorShader(name, values.length) : scalarShader(name, values.length),
  }
}

function vectorShader(name: string, count: number): string {
  const first = `${name}0[(pixel * u.${name}Channels0 + channel) / 4]`
  const second = `${name}1[(pixel * u.${name}Channels1 + channel - u.${name}Channels0) / 4]`
  return `
fn ${name}(pixel: u32, channel: u32) -> vec4f {
  ${count === 2 ? `if (channel >= u.${name}Channels0) { return ${second}; }` : ''}
  return ${first};
}`
}

function scalarShader(name: string, count: number): string {
  const second = `
  if (channel < u.${name}Channels0 + u.${name}Channels1) {
    return ${name}1[pixel * u.${name}Channels1 + channel - u.${name}Channels0];
  }`
  return `
fn ${name}Scalar(pixel: u32, channel: u32) -> f32 {
  if (channel < u.${name}Channels0) { return ${name}0[pixel * u.${name}Channels0 + channel]; }
  ${count === 2 ? second : ''}
  return 0.0;
}
fn ${name}(pixel: u32, channel: u32) -> vec4f {
  return vec4f(
    ${[0, 1, 2, 3].map((k) => `${name}Scalar(pixel, channel + ${k})`).join(', ')}
  );
}`
}
