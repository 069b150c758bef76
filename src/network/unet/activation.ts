import { add, div, erf, exp, minimum, mul, relu, sigmoid, tidy, type Tensor4D } from '@tensorflow/tfjs-core'
import type { Activation } from '../config/unet-config'
import { groupNorm, type GroupNorm, type Modulation } from '../kernels/group-norm'

/** Group normalisation, scale and shift, and the activation that follows (null: none). SiLU is part of the kernel. */
export interface Norm extends Omit<GroupNorm, 'silu'> {
  readonly activation: Activation | null
}

export function normalise(x: Tensor4D, { activation, ...norm }: Norm, modulation?: Modulation): Tensor4D {
  const y = groupNorm(x, { ...norm, silu: activation === 'silu' }, modulation)
  return activation === null || activation === 'silu' ? y : tensorActivations[activation](y)
}

const tensorActivations: Record<Activation, (x: Tensor4D) => Tensor4D> = {
  silu: (x) => mul(x, sigmoid(x)),
  mish: (x) =>
    tidy(() => {
      const w = exp(minimum(x, 20)) // x·tanh(log(1 + eˣ)) = x·(w² + 2w)/(w² + 2w + 2), and x beyond 20
      const n = mul(w, add(w, 2))
      return mul(x, div(n, add(n, 2)))
    }),
  gelu: (x) => tidy(() => mul(mul(x, 0.5), add(erf(mul(x, Math.SQRT1_2)), 1))),
  relu: (x) => relu(x),
}

/** The activations of a single number. */
export const activate: Record<Activation, (x: number) => number> = {
  silu: (x) => x / (1 + Math.exp(-x)),
  mish: (x) => x * Math.tanh(Math.log1p(Math.exp(Math.min(x, 20)))),
  gelu: (x) => 0.5 * x * (1 + erfOf(x * Math.SQRT1_2)),
  relu: (x) => Math.max(x, 0),
}

/** The error function to 1.5e-7. Source: Abramowitz & Stegun 1964, 7.1.26, as TensorFlow.js has it. */
function erfOf(x: number): number {
  const t = 1 / (1 + 0.3275911 * Math.abs(x))
  const polynomial = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
  return Math.sign(x) * (1 - polynomial * Math.exp(-x * x))
}
