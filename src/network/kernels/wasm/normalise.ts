import type { Activation } from '../../config/unet-config'
import type { ProgramNorm, Values } from '../../program/operations'
import { weight } from '../../checkpoint/weight'
import { bitsOf, encode, sourceFields, type Command, type Sources } from './commands'
import * as at from './layout'
import type { Places } from './places'

const activations: Readonly<Record<Activation, number>> = {
  silu: at.siluActivation,
  mish: at.mishActivation,
  gelu: at.geluActivation,
  relu: at.reluActivation,
}

/** Rows of zeros above and below a picture, and columns left and right of it. */
interface Padding {
  readonly before: number
  readonly after: number
}

/** Writes f(norm(inputs)), or the inputs as they are, into a picture with zeros around it. */
export function gather(
  places: Places,
  inputs: readonly Values[],
  norm: ProgramNorm | null,
  { before, after }: Padding,
  output: number,
): readonly Command[] {
  const sources = inputs.map((values) => ({ address: places.of(values), channels: values.channels }))
  const { height, width } = inputs[0] as Values
  return [
    ...(norm ? statistics(places, sources, height * width, norm) : []),
    encode(at.gatherKind, at.gatherLength, [
      ...sourceFields(sources),
      [at.gatherHeightAt, height],
      [at.gatherWidthAt, width],
      [at.gatherAffineAt, norm ? places.affine : 0],
      [at.gatherActivationAt, norm?.activation ? activations[norm.activation] : at.noActivation],
      [at.gatherBeforeAt, before],
      [at.gatherAfterAt, after],
      [at.gatherOutputAt, output],
    ]),
  ]
}

/** Finds the a and b of each channel for y = a·x + b. */
function statistics(places: Places, sources: Sources, pixels: number, norm: ProgramNorm): readonly Command[] {
  const parameter = (name: string) => {
    const { data } = weight(places.weights, name)
    return places.regions.constant(data.length, (region) => {
      region.set(data)
    })
  }
  return [
    encode(at.sumsKind, at.sumsLength, [
      ...sourceFields(sources),
      [at.sumsPixelsAt, pixels],
      [at.sumsOutputAt, places.sums],
    ]),
    encode(at.affineKind, at.affineLength, [
      ...sourceFields(sources),
      [at.affineSumsAt, places.sums],
      [at.affinePixelsAt, pixels],
      [at.affineGroupsAt, norm.groups],
      [at.affineEpsilonAt, bitsOf(norm.epsilon)],
      [at.affineGammaAt, parameter(`${norm.name}.weight`)],
      [at.affineBetaAt, parameter(`${norm.name}.bias`)],
      [at.affineModulationAt, norm.modulation === null ? 0 : places.projections + 4 * norm.modulation],
      [at.affineOutputAt, places.affine],
    ]),
  ]
}
