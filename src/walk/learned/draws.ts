import { level, normalArray, uniformArray } from '../../diffusion'
import { type Example, exampleOf } from '../ask/answers'
import { isOwn, modelOf, valuesOf } from '../model/models'
import { fromText, toValues } from '../model/pixels'
import { classOfPicture } from '../run/actions'
import type { Player } from '../run/player'
import { T } from '../../runs/timeline'

/** What is drawn from in the place of the data, q(x₀): the starter pictures, and the visitor's own where one is open. */
export interface Pictures {
  /** [C·H·W] each, at least one. */
  readonly x0: readonly Float32Array[]
  /** What each shows, as the network is told it; null for none in particular. */
  readonly labels: readonly (number | null)[]
}

/** Undefined while the starter pictures have not arrived. */
export function picturesOf(player: Player): Pictures | undefined {
  const { gallery, store } = player
  if (!gallery) return undefined
  const { settings } = store.getState()
  const { id, hasNullClass } = modelOf(settings)
  const unknown = hasNullClass ? null : settings.label
  const ownPictures = settings.picture.kind === 'own' ? [toValues(fromText(settings.picture.pixels))] : []
  return {
    x0: [...gallery.bytes.map(toValues), ...ownPictures],
    labels: [
      ...gallery.bytes.map((_, i) => (isOwn(id) ? unknown : (gallery.labels[i] ?? unknown))),
      ...ownPictures.map(() => classOfPicture(player)),
    ],
  }
}

/** What the first lines of the training algorithm draw: a picture, by its place; t in {1, …, T}; and ε, by the number of its draw. */
export interface Draws {
  readonly picture: number
  readonly t: number
  readonly noise: number
}

const uniform = (seed: number, purpose: 'batch' | 'times', round: number) =>
  uniformArray({ seed, purpose, step: round, sample: 0 }, 1)[0] ?? 0

export const drawPicture = (seed: number, round: number, count: number): number =>
  Math.floor(uniform(seed, 'batch', round) * count)

export const drawT = (seed: number, round: number): number => 1 + Math.floor(uniform(seed, 'times', round) * T)

/** A uniform number for the time of a round, in [0, 1). */
export const drawU = (seed: number, round: number): number => uniform(seed, 'times', round)

/** ε of a round, [C·H·W]; `sample` tells it from other noise of that round. */
export const drawNoise = (seed: number, round: number, size: number, sample = 0): Float32Array =>
  normalArray({ seed, purpose: 'noise', step: round, sample }, size)

/** The noisy picture of some draws. */
export function drawnExample(player: Player, { x0, labels }: Pictures, { picture, t, noise }: Draws): Example {
  const { settings } = player.store.getState()
  const model = modelOf(settings)
  const place = Math.min(picture, x0.length - 1)
  return exampleOf({
    x0: x0[place] ?? new Float32Array(valuesOf(model)),
    eps: drawNoise(settings.seed, noise, valuesOf(model)),
    at: level(model.schedule, t),
    label: labels[place] ?? null,
  })
}
