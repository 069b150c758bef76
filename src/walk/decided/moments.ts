import type { Place, Subject } from './subject'

/** Log-SNRs about which moments are chosen, from data to noise: detail is open, form is, nearly all is, and all. */
const WANTED = [1.5, -1.5, -3.7, -Infinity] as const
/** How far apart two log-SNRs are; pure noise may have −∞. */
const apart = (a: number, b: number): number => (a === b ? 0 : Math.abs(Math.max(a, -1e3) - Math.max(b, -1e3)))

const nearest = (places: readonly Place[], lambda: number): Place | undefined =>
  places.toSorted((a, b) => apart(a.logSnr, lambda) - apart(b.logSnr, lambda))[0]

/**
 * Moments spread over a walk, from data to noise, one of them at the playhead.
 *
 * @param here the key of the playhead's place, if it is one
 * @returns their keys: four different ones, or as many as there are
 */
export function spreadMoments({ places }: Pick<Subject, 'places'>, here?: number): readonly number[] {
  const chosenPlaces: Place[] = []
  for (const lambda of WANTED) {
    const next = nearest(
      places.filter((place) => !chosenPlaces.includes(place)),
      lambda,
    )
    if (next) chosenPlaces.push(next)
  }
  const playhead = places.find(({ key }) => key === here)
  const replacedPlace =
    playhead && !chosenPlaces.includes(playhead) ? nearest(chosenPlaces, playhead.logSnr) : undefined
  const withHere = chosenPlaces.map((place) => (playhead && place === replacedPlace ? playhead : place))
  return withHere.toSorted((a, b) => places.indexOf(a) - places.indexOf(b)).map(({ key }) => key)
}
