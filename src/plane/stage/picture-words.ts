import type { PointSet } from '../../engine/protocol/plane'
import { planeText } from '../../i18n/plane'
import type { PointsRef } from '../settings'
import { fullest, whereabouts } from './whereabouts'

/** Says in words where places lie: how far they reach, and where most of them are. */
function placesInWords(what: string, xy: Float32Array, half: number, scale: number): string {
  if (xy.length === 0) return ''
  const words = planeText.planeStage
  const where = whereabouts(xy, half, scale)
  const most = fullest(where)
    .map(([ninth, share]) => words.share(share, words.ninths[ninth] ?? ''))
    .join(', ')
  return `${words.extent(what, ...where.x, ...where.y)} ${words.mostLie(most)}`
}

function nameOf(ref: PointsRef): string {
  const { distributions, textShown, ownShown } = planeText.planeData
  return ref.kind === 'distribution'
    ? (distributions[ref.id] ?? '')
    : ref.kind === 'text'
      ? `${textShown}, “${ref.text}”`
      : ownShown
}

/** Says what the data are, and where they lie in a picture of [−half, half]². */
export function dataWords(ref: PointsRef, { xy, labels }: PointSet, half: number): string {
  const words = planeText.planeStage
  const ones = labels.reduce((sum, label) => sum + label, 0)
  return `${words.dataAre(nameOf(ref))} ${words.dataOfClasses(labels.length - ones, ones)} ${placesInWords(words.dataWhat, xy, half, 1)}`
}

/** Says where the particles lie. @param scale the number by which they are divided to be drawn */
export const particleWords = (xt: Float32Array, half: number, scale: number): string =>
  placesInWords(planeText.planeStage.particlesWhat, xt, half, scale)
