import {
  differencedField,
  type FlowField,
  flowLogDensity,
  type FlowState,
  flowStep,
  informedField,
  logSnr,
} from '../../../diffusion'
import {
  columns,
  dataPosterior,
  readPacked,
  type Tensor,
  type Tensor2D,
  tensorAlgebra,
  tidy,
  uploadPoints,
} from '../../../network'
import { denoiserOf, unguidedLabel, type Answerers } from './answer'
import { checkComputed, checkEvaluate } from './check'
import { PlaneFault } from './fault'
import type { LikelihoodRequest } from '../../protocol/plane'

/** λ at which the flow has reached the prior: α/σ is e⁻¹⁰ = 5e-5 there. */
const PRIOR = -20
const MOST_STEPS = 1000

/** The flow of Q points; its field is computed again within the scope of each step. */
interface Flow {
  /** Columns in which log-volume grows: one, or one for each axis along which the divergence is differenced. */
  readonly shares: 1 | 2
  readonly field: () => FlowField<Tensor>
}

/** The flow of the exact answer: its variance is known too, so that one evaluation gives the divergence. */
function exactFlow(points: Tensor2D, Q: number): Flow {
  const ask = (x: Tensor, at: Parameters<FlowField<Tensor>>[1]) => {
    const posterior = dataPosterior(x as Tensor2D, points, at)
    return {
      epsHat: tensorAlgebra.combine([1 / at.noise, x], [-at.signal / at.noise, columns(posterior, 0, 2)]),
      variance: columns(posterior, 3, 1),
    }
  }
  return {
    shares: 1,
    field: () =>
      informedField(
        tensorAlgebra,
        ask,
        columns(
          filled(Q, () => 1),
          0,
          1,
        ),
        2,
      ),
  }
}

/** The flow of any other answer: the divergence is taken by differences along both axes, in five evaluations. */
function anyFlow(request: LikelihoodRequest, answerers: Answerers, Q: number): Flow {
  const denoise = denoiserOf(request, answerers)
  const axis = (column: 0 | 1) => filled(Q, (k) => (k % 2 === column ? 1 : 0))
  return { shares: 2, field: () => differencedField(tensorAlgebra, denoise, [axis(0), axis(1)]) }
}

const filled = (Q: number, value: (k: number) => number): Tensor2D =>
  uploadPoints(Float32Array.from({ length: 2 * Q }, (_, k) => value(k)))

function flowOf(request: LikelihoodRequest, answerers: Answerers, Q: number): Flow {
  const label = unguidedLabel(request)
  return request.answerer === 'exact' && label !== undefined
    ? exactFlow(answerers.points.of(label), Q)
    : anyFlow(request, answerers, Q)
}

const disposeState = ({ x, grown }: FlowState<Tensor>) => {
  x.dispose()
  grown.dispose()
}

/**
 * log q of points at a level by the probability flow of the answer that is asked for: `flowLikelihood`'s ODE, for all points
 * at once. For a guided or a learned answer this is the density of its own flow, which need not be that of any data.
 *
 * @param isWanted is asked before every step, which is taken only if it resolves to true
 * @returns [M] in nats, or undefined if it was no longer wanted.
 * @throws RangeError if steps is no integer in [1, 1000];  PlaneFault if the points or the level are invalid, or of a student, which gives no score
 */
export async function likelihoods(
  request: LikelihoodRequest,
  answerers: Answerers,
  isWanted: () => Promise<boolean>,
): Promise<Float32Array | undefined> {
  checkEvaluate(request)
  const { answerer, at, points, steps } = request
  if (answerer === 'student') throw new PlaneFault('plane-student-end')
  if (!Number.isInteger(steps) || steps < 1 || steps > MOST_STEPS)
    throw new RangeError(`steps must be an integer in [1, ${MOST_STEPS}], not ${steps}.`)
  const Q = points.length / 2
  const { shares, field } = flowOf(request, answerers, Q)
  const scale = Math.hypot(at.signal, at.noise)
  const from = Math.max(logSnr(at), PRIOR) // at pure noise the density is the prior's, and the flow has no way to go
  const h = (PRIOR - from) / steps
  let state: FlowState<Tensor> = tidy(() => ({
    x: uploadPoints(points.map((value) => value / scale)),
    grown: columns(
      filled(Q, () => 0),
      0,
      shares,
    ),
  }))
  try {
    for (let i = 0; i < (h < 0 ? steps : 0); i++) {
      if (!(await isWanted())) return undefined
      const before = state
      state = tidy(() => ({ ...flowStep(tensorAlgebra, field(), before, from + i * h, h) }))
      disposeState(before)
    }
    const [x = new Float32Array(), grown = new Float32Array()] = await readPacked([state.x, state.grown])
    checkComputed(x, grown)
    return flowLogDensity(x, grown, 2).map((value) => value - 2 * Math.log(scale))
  } finally {
    disposeState(state)
  }
}
