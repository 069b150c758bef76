import type { Place, Subject } from './subject'

/** Log-SNRs about which moments are chosen, from data to noise: fine detail, form, rough form, and nothing yet. */
const WANTED = [2, -1, -3, -Infinity] as const
/** How many moments are continued. */
export const MOMENTS = WANTED.length

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
  const chosen: Place[] = []
  for (const lambda of WANTED) {
    const next = nearest(
      places.filter((place) => !chosen.includes(place)),
      lambda,
    )
    if (next) chosen.push(next)
  }
  const playhead = places.find(({ key }) => key === here)
  const given = playhead && nearest(chosen, playhead.logSnr)
  const withHere = chosen.map((place) => (place === given ? playhead : place)) as readonly Place[]
  return withHere.toSorted((a, b) => places.indexOf(a) - places.indexOf(b)).map(({ key }) => key)
}
