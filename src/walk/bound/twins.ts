import { NAMED, OFFERED } from '../model/models'

/** Networks that were trained alike but for the schedule: the cosine one, and the linear one. */
const PAIRS = [
  ['digits-v', 'linear-v'],
  ['digits', 'linear'],
] as const

/** The twin of a network with the other schedule; undefined where it has none, or this page does not have it. */
export function twinOf(id: string): string | undefined {
  for (const [cosine, linear] of PAIRS) {
    const twin = id === cosine ? linear : id === linear ? cosine : undefined
    if (twin) return OFFERED.length > 1 && NAMED.some((model) => model.id === twin) ? twin : undefined
  }
  return undefined
}
