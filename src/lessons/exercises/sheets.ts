import { answers } from './answers'
import { back } from './back'
import { drawOf } from './draw'
import { eta } from './eta'
import { flow } from './flow'
import { guidance } from './guidance'
import { line } from './line'
import { noise } from './noise'
import { schedules } from './schedules'
import { score } from './score'
import { SHEETS, type SheetId } from './sheet-ids'
import type { Answer, SheetSource, Task } from './task'
import { variance } from './variance'

const sources: Readonly<Record<SheetId, SheetSource>> = {
  noise,
  line,
  back,
  eta,
  schedules,
  answers,
  variance,
  score,
  flow,
  guidance,
}

/** Seeds of sheets are whole numbers from 0 to this. */
export const MAX_SEED = 99_999

export interface Sheet {
  readonly id: SheetId
  readonly seed: number
  readonly tasks: readonly Task[]
  /** How many draws were thrown away before this one. */
  readonly redrawn: number
}

const MOST_DRAWS = 500

/** Whether an answer is fit for paper: of sensible size, and no mistake gives nearly the same. */
function isFit({ values, decimals, tolerance, slips }: Answer): boolean {
  const sizes = values.map(Math.abs)
  const isSensible = sizes.every((size) => size >= 20 * tolerance && size <= (decimals === 0 ? 1000 : 50))
  return (
    isSensible &&
    slips.every((slip) => values.every((value, i) => Math.abs((slip.values[i] ?? NaN) - value) > 3 * tolerance))
  )
}

/**
 * The sheet of a lesson with the numbers of a seed. Numbers that are unfit for paper are thrown away and drawn again.
 * @throws RangeError if the seed is no whole number from 0 to `MAX_SEED`
 */
export function sheetOf(id: SheetId, seed: number): Sheet {
  if (!Number.isInteger(seed) || seed < 0 || seed > MAX_SEED)
    throw new RangeError(`seed must be a whole number from 0 to ${MAX_SEED}, not ${seed}.`)
  const sheet = SHEETS.indexOf(id)
  for (let attempt = 0; attempt < MOST_DRAWS; attempt++) {
    const tasks = sources[id].tasks(drawOf({ seed, sheet, attempt }))
    if (tasks.every((task) => task.answers.every(isFit))) return { id, seed, tasks, redrawn: attempt }
  }
  throw new Error(`No numbers of seed ${seed} make a sheet of ${id}.`)
}
