import { modelOf, valuesOf } from '../model/models'
import { pathOf } from '../model/path'
import type { Settings } from '../model/settings'
import { network, noise, opening, type ProgramSource, type ProgramStretch, seed } from './python-parts'
import { type NoProgram, noProgram, saving, stretchesTo, walkOf } from './python-program'

/** A lane of a race, as a program makes it. */
interface ProgramLane {
  /** What it walks, from noise. */
  readonly settings: Settings
  readonly title: string
}

/** All that decides the program of a race. */
interface RaceSource extends Pick<ProgramSource, 'url' | 'link'> {
  readonly lanes: readonly ProgramLane[]
}

/** A title as a comment of one line: a network of the visitor's own is named by its file. */
const oneLine = (title: string): string => title.replace(/[\s\p{Cc}]+/gu, ' ')

const stretchOf = (settings: Settings, { url, link }: RaceSource): ProgramStretch => {
  const path = pathOf(settings)
  const frame = path.levels.length - 1
  const [first] = stretchesTo({ settings, path, frame, picture: '', url, link })
  if (!first) throw new Error('a run has a stretch')
  return first
}

/** What a lane needs that the one before has not: its network, its seed, and the noise where pictures have as many values. */
function needs(lane: ProgramStretch, before: Settings | undefined): string {
  const { settings } = lane
  if (before?.model === settings.model) return seed(settings)
  const isAsLarge = before && valuesOf(modelOf(before)) === valuesOf(modelOf(settings))
  return `${network(lane)}${isAsLarge ? '' : `\n\n${noise(settings)}\n`}`
}

function lanePart(place: number, title: string, lane: ProgramStretch, before: Settings | undefined): string {
  const { settings, until } = lane
  return `
# Lane ${place}: ${oneLine(title)}
${needs(lane, before)}
${walkOf(lane)}
${saving(settings, until, `lane-${place}.npy`)}
`
}

/** The lanes that a program cannot express, and why. Places begin at 1. */
export const lanesWithoutProgram = (
  lanes: readonly ProgramLane[],
): readonly { readonly place: number; readonly title: string; readonly reason: NoProgram }[] =>
  lanes.flatMap(({ settings, title }, i) => {
    const reason = noProgram(settings)
    return reason ? [{ place: i + 1, title, reason }] : []
  })

/**
 * One Python program that makes the last frame of each lane of a race, from the page's noise. Lanes that it cannot express are left out:
 * a comment says where and why.
 *
 * @throws if it can express none
 */
export function raceProgram(race: RaceSource): string {
  const lacking = new Map(lanesWithoutProgram(race.lanes).map(({ place, reason }) => [place, reason]))
  if (lacking.size === race.lanes.length) throw new Error('no program: no lane has one')
  let before: Settings | undefined
  const parts = race.lanes.map(({ settings, title }, i) => {
    const reason = lacking.get(i + 1)
    if (reason)
      return `\n# Lane ${i + 1}: ${oneLine(title)}. It is left out: the page has no program for its ${reason}.\n`
    const part = lanePart(i + 1, title, stretchOf(settings, race), before)
    before = settings
    return part
  })
  return `${opening(`A race on ${race.link}: the same noise, and the last frame of each lane`)}${parts.join('\n')}`
}
