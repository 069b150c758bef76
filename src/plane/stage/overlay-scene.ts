import type { StoreApi } from 'zustand/vanilla'
import { normalArray, type Oracle } from '../../diffusion'
import type { EvaluateRequest, Slot } from '../../engine/protocol/plane'
import { planeText } from '../../i18n/plane'
import type { PlanePlayer } from '../player-context'
import { choiceOf } from '../plane-run'
import { conditionOf, unguided } from '../changes'
import { drawnLevel } from './field-question'
import { createLatest } from './latest'
import { sheetOf } from './layers'
import { pointLikelihood } from './likelihood-at'
import type { Moment, StageView } from './moment'
import { paintChosen, paintProbe, type Pen } from './paint-overlay'
import { particleStep } from './particle-step'
import { type Place, probe } from './probe'
import { processOf } from '../path'
import { arcOf, forwardWay, wayOf } from './way'

/** The question to a network for its x̂₀ at the pointer; undefined if the exact answer is shown, or no network can answer. */
function networkRequest(
  { state: { settings, learning, engine }, stageFrame }: Moment,
  slot: Slot,
  pointer: Place | undefined,
): { readonly key: string; readonly request: EvaluateRequest } | undefined {
  const choice = choiceOf(settings, slot)
  if (!pointer || !stageFrame || !choice || choice.answerer === 'exact') return undefined
  if (engine.status !== 'ready' || learning.status === 'none') return undefined
  const { answerer, process: id, schedule } = choice
  const { at, scale } = drawnLevel(stageFrame.at)
  return {
    key: JSON.stringify([pointer, at, answerer, learning.step, learning.studentStep]),
    request: {
      answerer,
      process: { id, schedule },
      ...conditionOf(unguided),
      at,
      points: Float32Array.of(pointer[0] * scale, pointer[1] * scale),
    },
  }
}

/** Paints the chosen particle: its path, its place, and the parts of its next step. */
function drawChosen(
  pen: Pen,
  { state: { settings, points }, stageFrame }: Moment,
  player: PlanePlayer,
  slot: Slot,
): void {
  const { chosen: chosenParticle, seed } = settings
  const choice = choiceOf(settings, slot)
  if (chosenParticle === null || !choice || !stageFrame || 2 * chosenParticle >= stageFrame.xt.length) return
  if (stageFrame.index >= 0) {
    const trajectory = player.run(slot)
    paintChosen(
      pen,
      wayOf(trajectory, pen),
      chosenParticle,
      stageFrame.index,
      particleStep(trajectory, stageFrame.index, chosenParticle),
    )
    return
  }
  // The one ε of the forward direction: a particle's numbers do not depend on how many particles there are.
  const eps = normalArray({ seed, purpose: 'forward', step: 0, sample: 0 }, 2 * chosenParticle + 2)
  const x0 = points.xy.subarray(2 * chosenParticle, 2 * chosenParticle + 2)
  const way = forwardWay(processOf(choice), x0, eps.subarray(2 * chosenParticle), pen)
  paintChosen(pen, way, 0, arcOf(stageFrame.at), undefined)
}

/** Draws over the picture what the visitor points at or has chosen: the pointer with the answers there, and a particle. */
export function createOverlayScene(player: PlanePlayer, slot: Slot, viewStore: StoreApi<StageView>, again: () => void) {
  const { engine } = player.plane
  let pointer: Place | undefined
  const networks = createLatest(
    (request: EvaluateRequest) => engine.evaluate(request),
    ({ x0Hat }) => {
      viewStore.setState({ network: pointer && [x0Hat[0] ?? NaN, x0Hat[1] ?? NaN] })
      again()
    },
    () => {
      viewStore.setState({ network: undefined })
    },
  )

  function drawProbe(pen: Pen, { state, stageFrame }: Moment, oracle: Oracle): void {
    const answer = pointer && stageFrame ? probe(oracle, pointer, stageFrame.at) : undefined
    const before = viewStore.getState().probe
    if (answer?.place !== before?.place || answer?.logDensity !== before?.logDensity)
      viewStore.setState({ probe: answer, ...(!answer && { network: undefined }) })
    if (!answer) return
    const { network } = viewStore.getState()
    const { studentEnd, networkMean } = planeText.planeStage
    const name = choiceOf(state.settings, slot)?.answerer === 'student' ? studentEnd : networkMean
    paintProbe(pen, answer, state.points, network && { place: network, name })
  }

  return {
    point: (place: Place | undefined) => {
      pointer = place
      pointLikelihood(player.plane, slot, place)
      again()
    },
    pointed: () => pointer,
    draw: (canvas: HTMLCanvasElement, moment: Moment, oracle: Oracle): void => {
      const question = networkRequest(moment, slot, pointer)
      if (question) networks.want(question.key, question.request)
      const sheet = sheetOf(canvas)
      if (!sheet) return
      sheet.context.clearRect(0, 0, sheet.side, sheet.side)
      const pen = { ...sheet, half: moment.half, palette: moment.palette }
      drawChosen(pen, moment, player, slot)
      drawProbe(pen, moment, oracle)
    },
    end: () => {
      networks.end()
    },
  }
}
