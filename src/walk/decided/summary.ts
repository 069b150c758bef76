import { alikeShare, type DoneSheet } from './sheet'

// What is decided when, computed from the sheets.

/** Of sixteen: so many of one class are nearly all. */
const NEARLY_ALL = 15 / 16

/** Between which of the moments something is decided. */
export type Decision =
  /** At `open` it is not, at `decided` and at every moment nearer to the data it is. */
  | { readonly when: 'between'; readonly open: DoneSheet; readonly decided: DoneSheet }
  /** At all of them, down from the noisiest. */
  | { readonly when: 'before'; readonly noisiest: DoneSheet }
  /** At none of them, or not at the one that is nearest to the data. */
  | { readonly when: 'later'; readonly cleanest: DoneSheet }

/** @param sheets of different moments, at least two @returns undefined of fewer */
function decisionBy(sheets: readonly DoneSheet[], isDecided: (sheet: DoneSheet) => boolean): Decision | undefined {
  const fromData = sheets.toSorted((a, b) => a.t - b.t)
  const [cleanest, noisiest] = [fromData[0], fromData.at(-1)]
  if (!cleanest || !noisiest || fromData.length < 2) return undefined
  const first = fromData.findIndex((sheet) => !isDecided(sheet))
  if (first === -1) return { when: 'before', noisiest }
  const [open, decided] = [fromData[first], fromData[first - 1]]
  return open && decided ? { when: 'between', open, decided } : { when: 'later', cleanest }
}

/** When the class is decided: from then on nearly all are read alike. Undefined where no classifier reads. */
export const classDecision = (sheets: readonly DoneSheet[]): Decision | undefined =>
  sheets.every(({ counts }) => counts !== undefined)
    ? decisionBy(sheets, ({ counts }) => alikeShare(counts ?? []) >= NEARLY_ALL)
    : undefined

/** When half of the variety is gone. @param wholeVariety the variety of pictures that have nothing to do with each other */
export const varietyDecision = (sheets: readonly DoneSheet[], wholeVariety: number): Decision | undefined =>
  decisionBy(sheets, ({ variety }) => variety.mean <= wholeVariety / 2)
