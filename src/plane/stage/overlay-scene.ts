import type { StoreApi } from 'zustand/vanilla'
import { normalArray, type Oracle } from '../../diffusion'
import type { EvaluateRequest, Slot } from '../../engine/protocol/plane'
import { planeText } from '../../i18n/plane'
import type { PlanePlayer } from '../player-context'
import { choiceOf } from '../trajectory'
import { asked, unguided } from '../changes'
import { drawnLevel } from './field-question'
import { createLatest } from './latest'
import { sheetOf } from './layers'
import { pointLikelihood } from './likelihood-at'
import type { Moment, Seen } from './moment'
import { paintChosen, paintProbe, type Pen } from './paint-overlay'
import { particleStep } from './particle-step'
import { type Place, probe } from './probe'
import { processOf } from '../path'
import { arcOf, forwardWay, wayOf } from './way'

/** What is drawn over the picture by whoever looks at it: the pointer with its answers, and the chosen particle. */
export function createOverlayScene(player: PlanePlayer, slot: Slot, seen: StoreApi<Seen>, again: () => void) {
  const { engine } = player.plane
  let pointer: Place | undefined
  const networks = createLatest(
    (request: EvaluateRequest) => engine.evaluate(request),
    ({ x0Hat }) => {
      seen.setState({ network: pointer && [x0Hat[0] ?? NaN, x0Hat[1] ?? NaN] })
      again()
    },
    () => {
      seen.setState({ network: undefined })
    },
  )

  /** Asks the network what it takes for x₀ at the pointer, where a network answers on this stage. */
  function askNetwork({
    state: {
      settings,
      learning,
      engine: { status },
    },
    shown,
  }: Moment): void {
    const choice = choiceOf(settings, slot)
    if (
      !pointer ||
      !shown ||
      !choice ||
      choice.answerer === 'exact' ||
      status !== 'ready' ||
      learning.status === 'none'
    )
      return
    const { answerer, process: id, schedule } = choice
    const { at, scale } = drawnLevel(shown.at)
    const request = {
      answerer,
      process: { id, schedule },
      ...asked(unguided),
      at,
      points: Float32Array.of(pointer[0] * scale, pointer[1] * scale),
    }
    networks.want(JSON.stringify([pointer, at, answerer, learning.step, learning.studentStep]), request)
  }

  function drawChosen(
    pen: Pen,
    {
      state: {
        settings,
        points: { xy },
      },
      shown,
    }: Moment,
  ): void {
    const { chosen, seed } = settings
    const choice = choiceOf(settings, slot)
    if (chosen === null || !choice || !shown || 2 * chosen >= shown.xt.length) return
    const trajectory = player.trajectory(slot)
    if (shown.index < 0) {
      // The one ε of the forward direction; a number of it does not depend on how many there are.
      const eps = normalArray({ seed, purpose: 'forward', step: 0, sample: 0 }, 2 * chosen + 2)
      paintChosen(
        pen,
        forwardWay(processOf(choice), xy.subarray(2 * chosen, 2 * chosen + 2), eps.subarray(2 * chosen), pen),
        0,
        arcOf(shown.at),
        undefined,
      )
    } else paintChosen(pen, wayOf(trajectory, pen), chosen, shown.index, particleStep(trajectory, shown.index, chosen))
  }

  function drawProbe(pen: Pen, { state, shown }: Moment, oracle: Oracle): void {
    const found = pointer && shown ? probe(oracle, pointer, shown.at) : undefined
    const before = seen.getState().probe
    if (found?.place !== before?.place || found?.logDensity !== before?.logDensity)
      seen.setState({ probe: found, ...(!found && { network: undefined }) })
    if (!found) return
    const { network } = seen.getState()
    const name =
      choiceOf(state.settings, slot)?.answerer === 'student'
        ? planeText.planeStage.studentEnd
        : planeText.planeStage.networkMean
    paintProbe(pen, found, state.points, network && { place: network, name })
  }

  return {
    point: (place: Place | undefined) => {
      pointer = place
      pointLikelihood(player.plane, slot, place)
      again()
    },
    pointed: () => pointer,
    draw: (canvas: HTMLCanvasElement, moment: Moment, oracle: Oracle): void => {
      askNetwork(moment)
      const sheet = sheetOf(canvas)
      if (!sheet) return
      sheet.context.clearRect(0, 0, sheet.side, sheet.side)
      const pen = { ...sheet, half: moment.half, palette: moment.palette }
      drawChosen(pen, moment)
      drawProbe(pen, moment, oracle)
    },
    end: () => {
      networks.end()
    },
  }
}
