import { integer } from '../format/numbers'

/** The large picture of the walk in words, for those who do not see it. Lists go from no noise to noise alone. */
export const spokenWords = {
  dissolved: [
    'not dissolved at all',
    'hardly dissolved',
    'about a tenth dissolved',
    'about a quarter dissolved',
    'about a third dissolved',
    'about half dissolved',
    'about two thirds dissolved',
    'about three quarters dissolved',
    'about nine tenths dissolved',
    'almost wholly dissolved',
    'wholly dissolved',
  ],
  noise: [
    'no noise left',
    'hardly any noise',
    'about a tenth is noise',
    'about a quarter is noise',
    'about a third is noise',
    'about half is noise',
    'about two thirds is noise',
    'about three quarters is noise',
    'about nine tenths is noise',
    'almost all is noise',
    'noise alone',
  ],
  forward: (picture: string, dissolved: string, t: number, T: number) =>
    `${picture}, ${dissolved}; t\u00a0=\u00a0${integer(t)} of ${integer(T)}.`,
  reverse: (frame: number, total: number, t: number, noise: string) =>
    `Frame ${integer(frame)} of ${integer(total)}, t\u00a0=\u00a0${integer(t)}: ${noise}.`,
  /** @param from whether the walk began at the forward walk's picture, and not at noise */
  asked: (what: string, pictures: number, from: boolean) =>
    `${pictures > 1 ? `${integer(pictures)} pictures; a` : 'A'}sked for: ${what}${from ? '; begun from a picture' : ''}.`,
}
