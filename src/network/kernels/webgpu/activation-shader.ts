import type { Activation } from '../../config/unet-config'

/** erf to 1.5e-7. Source: Abramowitz & Stegun 1964, 7.1.26. */
const erf = `
fn erf(x: vec4f) -> vec4f {
  let t = 1.0 / (1.0 + 0.3275911 * abs(x));
  let p = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return sign(x) * (1.0 - p * exp(-x * x));
}`

/** WGSL of `f(y)`, the activation of four channels; exponents are kept where exp is finite. */
const shaders: Readonly<Record<Activation, string>> = {
  silu: 'fn f(y: vec4f) -> vec4f { return y / (1.0 + exp(-max(y, vec4f(-80.0)))); }',
  relu: 'fn f(y: vec4f) -> vec4f { return max(y, vec4f()); }',
  gelu: `${erf}\nfn f(y: vec4f) -> vec4f { return 0.5 * y * (1.0 + erf(y * ${Math.SQRT1_2})); }`,
  // x·tanh(log(1 + eˣ)) = x·(w² + 2w)/(w² + 2w + 2) with w = eˣ, and x beyond 20
  mish: `fn f(y: vec4f) -> vec4f {
    let w = exp(min(y, vec4f(20.0)));
    let n = w * (w + 2.0);
    return y * n / (n + 2.0);
  }`,
}

export const activationShader = (activation: Activation | null): string =>
  activation === null ? 'fn f(y: vec4f) -> vec4f { return y; }' : shaders[activation]
