import { guessLosses, level, predictionLosses, type PredictionLosses, stratifiedTime } from '../../diffusion'
import { T } from '../../runs/timeline'
import { type Asker, askMany, type Example, exampleOf, readAnswer, Unanswered } from '../ask/answers'
import { createJob, type Job } from '../ask/job'
import { remember } from '../ask/remember'
import { type Model, modelOf, valuesOf } from '../model/models'
import type { Player } from '../run/player'
import { drawNoise, drawPicture, drawU, picturesOf, type Pictures } from './draws'

export const PRESSES = 1000
/** Equal parts of the times, of which each has as many presses. */
export const BINS = 20
/** Pictures asked at once: few, so that a walk that plays hardly waits. */
const BATCH = 8

/** Who answers: the network; one that says zeros, whatever it is shown; one that says noise. */
export const ANSWERERS = ['network', 'zeros', 'noise'] as const
export type Answerer = (typeof ANSWERERS)[number]

/** The losses of one press, of each answerer, for each target. */
export interface Press {
  readonly t: number
  readonly losses: Readonly<Record<Answerer, PredictionLosses>>
}

/** What the presses are about. */
interface PressSubject {
  readonly model: Model
  readonly pictures: Pictures
  readonly seed: number
}

/** The k-th of a thousand presses: a round of the training algorithm whose t takes its turn among the parts. */
function exampleOfPress({ model, pictures, seed }: PressSubject, k: number): Example & { readonly round: number } {
  const place = drawPicture(seed, k, pictures.x0.length)
  const size = valuesOf(model)
  const example = exampleOf({
    x0: pictures.x0[place] ?? new Float32Array(size),
    eps: drawNoise(seed, k, size),
    at: level(model.schedule, stratifiedTime(k, drawU(seed, k), T, BINS)),
    label: pictures.labels[place] ?? null,
  })
  return { ...example, round: k }
}

/**
 * Many rounds of the training algorithm without its last step: the losses of each, batch by batch.
 *
 * @throws Unanswered
 */
export async function* press(
  engine: Asker,
  pressed: PressSubject,
  count: number,
  signal: AbortSignal,
): AsyncGenerator<readonly Press[]> {
  const { model, seed } = pressed
  for await (const batch of askMany(engine, count, (k) => exampleOfPress(pressed, k), signal, BATCH)) {
    yield batch.map(([example, answer]) => ({
      t: example.at.t,
      losses: {
        network: predictionLosses(example, readAnswer(example, answer, model.prediction)),
        zeros: guessLosses(example, new Float32Array(example.x0.length)),
        noise: guessLosses(example, drawNoise(seed, example.round, example.x0.length, 1)),
      },
    }))
  }
}

/** A thousand presses with a walk's network. */
export const thousandOf: (player: Player) => Job<readonly Press[]> = remember(
  (player) =>
    createJob<readonly Press[]>([], async (signal, show) => {
      const { settings } = player.store.getState()
      const pictures = picturesOf(player)
      if (!pictures) throw new Unanswered({ code: 'gallery', details: {} })
      let all: readonly Press[] = []
      const pressed = { model: modelOf(settings), pictures, seed: settings.seed }
      for await (const some of press(player.engine, pressed, PRESSES, signal)) {
        all = [...all, ...some]
        show(all)
      }
    }),
  ({ stop }) => {
    stop()
  },
)
