import { takeText } from '../../i18n/take'
import type { Player } from '../run/player'
import { type Cell, gridOf, sideOf } from './cells'
import type { MakeFile } from './export-job'
import { type Film, filmSize, makeFilm, secondsOf } from './film'
import { type FilmKind, openFilm } from './film-kinds'
import { evenly } from './limits'
import { type Fact, walkFrames } from './walk-cells'
import { demandCanvas, linkOf } from './walk-pictures'

/** Sides of a film's picture that can be chosen, in pixels; a whole number of its own pixels comes nearest. */
export const FILM_SIDES = [256, 512, 1024] as const
export type FilmSide = (typeof FILM_SIDES)[number]

/** Frames a second: those that hundredths of a second, in which a GIF counts, can give. */
export const FILM_RATES = [5, 10, 25, 50] as const
export type FilmRate = (typeof FILM_RATES)[number]

export interface FilmChoice {
  readonly frames: number
  readonly side: FilmSide
  readonly rate: FilmRate
  readonly facts: readonly Fact[]
}

/** A frame of the film: facts in one line, and the equation in the next. */
function filmCell(at: (facts: readonly Fact[]) => Cell, facts: readonly Fact[]): Cell {
  const { picture, lines } = at(facts)
  const isEquation = (i: number) => facts[i] === 'equation'
  const factLine = lines.filter((line, i) => line !== '' && !isEquation(i)).join(' · ')
  return {
    picture,
    lines: [...(facts.some((fact) => fact !== 'equation') ? [factLine] : []), ...lines.filter((_, i) => isEquation(i))],
  }
}

/** The factor that comes nearest to a side without going beyond it. */
const factorFor = (side: number, ownSide: number): number => Math.max(1, Math.floor(side / ownSide))

/** A film that this device can make, and its size. */
interface PlannedFilm {
  readonly film: Film
  readonly width: number
  readonly height: number
  readonly seconds: number
  /** Its pictures are smaller than was chosen, so that all frames together are not too much. */
  readonly smaller: boolean
}

/**
 * The film of the walk.
 *
 * @param most pixels of all frames together
 * @returns undefined where even the smallest is too much, or there is nothing to film
 */
export function planFilm(
  player: Player,
  { frames, side, rate, facts }: FilmChoice,
  most: number,
): PlannedFilm | undefined {
  const state = player.store.getState()
  const walk = walkFrames(player)
  const places = evenly(frames, walk.last)
  const first = walk.at(places[0] ?? 0, facts)
  if (!first.picture) return undefined
  const at = (frame: number) => [filmCell((wantedFacts) => walk.at(places[frame] ?? 0, wantedFacts), facts)]
  const wantedFactor = factorFor(side, sideOf(first.picture))
  for (let factor = wantedFactor; factor >= 1; factor -= 1) {
    const size = filmSize(gridOf(at(0), factor), 1)
    if (size.width * size.height * places.length > most) continue
    const { direction } = state.settings
    const film = { frames: places.length, at, factor, rate, title: takeText.sheet[direction], link: linkOf(state) }
    const seconds = places.reduce((sum, _, frame) => sum + secondsOf(film, frame), 0)
    return { film, ...size, seconds, smaller: factor < wantedFactor }
  }
  return undefined
}

/** Makes the file of a film. */
export const makeFilmFile =
  ({ film }: PlannedFilm, kind: FilmKind): MakeFile =>
  async (signal, onProgress) => {
    demandCanvas()
    const file = await makeFilm(film, await openFilm(kind), signal, (doneFrames) => {
      onProgress(doneFrames, film.frames)
    })
    return { name: `walk.${kind}`, file }
  }
