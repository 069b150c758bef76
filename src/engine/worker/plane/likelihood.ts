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
  posteriorOfPoints,
  readPacked,
  type Tensor,
  type Tensor2D,
  tensorAlgebra,
  tidy,
  uploadPoints,
} from '../../../network'
import { denoiserOf, plainLabel, type Workspace } from './answer'
import { checkComputed, checkEvaluate } from './check'
import { PlaneFault } from './fault'
import type { LikelihoodRequest } from '../../protocol/plane'

/** λ where the prior is met: what is left of the data's signal there is e⁻¹⁰, 5e-5. */
const PRIOR = -20
const MOST_STEPS = 1000

/** A flow of Q points, made anew within the scope of each step. */
interface Flow {
  /** Columns of its growth. */
  readonly shares: 1 | 2
  readonly field: () => FlowField<Tensor>
}

/** The exact answer's: it knows its own variance, so that one evaluation is enough. */
function exactFlow(points: Tensor2D, Q: number): Flow {
  const ask = (x: Tensor, at: Parameters<FlowField<Tensor>>[1]) => {
    const said = posteriorOfPoints(x as Tensor2D, points, at)
    return {
      epsHat: tensorAlgebra.combine([1 / at.noise, x], [-at.signal / at.noise, columns(said, 0, 2)]),
      variance: columns(said, 3, 1),
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

/** Whatever else is asked: by differences along both coordinates, five evaluations. */
function anyFlow(request: LikelihoodRequest, workspace: Workspace, Q: number): Flow {
  const denoise = denoiserOf(request, workspace)
  const axis = (column: 0 | 1) => filled(Q, (k) => (k % 2 === column ? 1 : 0))
  return { shares: 2, field: () => differencedField(tensorAlgebra, denoise, [axis(0), axis(1)]) }
}

const filled = (Q: number, value: (k: number) => number): Tensor2D =>
  uploadPoints(Float32Array.from({ length: 2 * Q }, (_, k) => value(k)))

function flowOf(request: LikelihoodRequest, workspace: Workspace, Q: number): Flow {
  const label = plainLabel(request)
  return request.answerer === 'exact' && label !== undefined
    ? exactFlow(workspace.points.of(label), Q)
    : anyFlow(request, workspace, Q)
}

const disposeState = ({ x, grown }: FlowState<Tensor>) => {
  x.dispose()
  grown.dispose()
}

/**
 * log q of points at a level, by the probability flow of whoever is asked: `flowLikelihood`'s ODE, for all points at once.
 * Of a guided or a learned answer it is the density that its flow has, which need be nobody else's.
 *
 * @param wanted asked before every step, which begins only if it resolves to true.
 * @returns [M] in nats, or undefined if it was no longer wanted.
 * @throws RangeError if steps is no integer in [1, 1000]; PlaneFault if the points or the level are none, or of a student, whose answers are no score.
 */
export async function likelihoods(
  request: LikelihoodRequest,
  workspace: Workspace,
  wanted: () => Promise<boolean>,
): Promise<Float32Array | undefined> {
  checkEvaluate(request)
  const { answerer, at, points, steps } = request
  if (answerer === 'student') throw new PlaneFault('plane-student-end')
  if (!Number.isInteger(steps) || steps < 1 || steps > MOST_STEPS)
    throw new RangeError(`steps must be an integer in [1, ${MOST_STEPS}], not ${steps}.`)
  const Q = points.length / 2
  const { shares, field } = flowOf(request, workspace, Q)
  const scale = Math.hypot(at.signal, at.noise)
  const from = Math.max(logSnr(at), PRIOR) // on pure noise the density is the prior's: there is no way to go
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
      if (!(await wanted())) return undefined
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
