import { canvasReadsBack } from '../../ui/canvas-probe'
import { pageLink } from '../../shell/page-link'
import { takeText } from '../../i18n/take'
import { Unanswered } from '../ask/answers'
import { writeLink } from '../run/link'
import type { Player } from '../run/player'
import { forwardPart, mainPicture, reversePart, type StagePicture } from '../run/stage-pictures'
import type { WalkState } from '../run/store'
import type { MakeFile } from './export-job'
import { pictureCanvas, type Scale, type Scaling } from './frame-picture'
import { sentencesOf } from './sentences'
import { broken, type FittedSheet, fittedSheet, lineWidths, paintSheet } from './sheet'
import { toPng } from './to-png'
import { treeSheetRows } from './tree-sheet'
import { type Fact, walkFrames } from './walk-cells'

/** Parts that can be saved, by direction; the large picture first. */
export const PARTS = {
  forward: ['main', 'x0', 'eps'],
  reverse: ['main', 'x0Hat', 'epsHat', 'change', 'added'],
} as const
export type Part = (typeof PARTS)['forward' | 'reverse'][number]

/** A part of what is shown now; undefined where it has none. */
export function partPicture(player: Player, state: WalkState, part: Part): StagePicture | undefined {
  if (part === 'main') return mainPicture(player, state)
  return part === 'x0' || part === 'eps' ? forwardPart(player, state, part) : reversePart(player, state, part)
}

/** The link that opens what is shown. */
export const linkOf = ({ settings }: WalkState): string => pageLink(writeLink(settings))

/** @throws Unanswered where the browser does not give back what was drawn */
export function demandCanvas(): void {
  if (!canvasReadsBack()) throw new Unanswered({ code: 'take-canvas', details: {} })
}

/** Where the walk stands, for the name of a file: t300, frame12. */
const placeOf = ({ settings: { direction, t, frame } }: WalkState): string =>
  direction === 'forward' ? `t${t}` : `frame${frame}`

/** Makes a PNG of a part of what is shown. */
export const makePicture =
  (player: Player, part: Part, scale: Scale, scaling: Scaling): MakeFile =>
  async () => {
    demandCanvas()
    const state = player.store.getState()
    const picture = partPicture(player, state, part)
    if (!picture) throw new Error(takeText.picture.absent)
    const file = await toPng(pictureCanvas(picture, scale, scaling), linkOf(state))
    return { name: `${part === 'main' ? 'walk' : part}-${placeOf(state)}.png`, file }
  }

export interface SheetChoice {
  readonly count: number
  readonly factor: number
  readonly facts: readonly Fact[]
  /** All runs of the tree, one below the other, rather than the one that is chosen. */
  readonly tree: boolean
}

/** The contact sheet of the walk, or of its tree, as large as a canvas can be. */
export function walkSheet(player: Player, { count, factor, facts, tree }: SheetChoice): FittedSheet {
  const state = player.store.getState()
  const words = takeText.sheet
  const frames = walkFrames(player)
  const link = linkOf(state)
  return fittedSheet(
    (cells, grid) => ({
      title: tree ? words.tree : state.settings.direction === 'forward' ? words.forward : words.reverse,
      rows: tree ? treeSheetRows(player, cells.length, facts) : broken(cells, grid),
      foot: [sentencesOf(state).join(' '), link],
    }),
    { last: frames.last, at: (frame) => frames.at(frame, facts) },
    count,
    factor,
    lineWidths(),
  )
}

/** Makes a PNG of the contact sheet. */
export const makeSheet =
  (player: Player, choice: SheetChoice): MakeFile =>
  async () => {
    demandCanvas()
    return {
      name: choice.tree ? 'tree-sheet.png' : 'walk-sheet.png',
      file: await toPng(paintSheet(walkSheet(player, choice)), linkOf(player.store.getState())),
    }
  }
