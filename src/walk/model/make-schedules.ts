import {
  curveOf,
  discreteProcess,
  type Drawing,
  DRAWN_MOST,
  makeSchedule,
  mendedDrawing,
  type NamedScheduleId,
  namedSchedules,
  type ScheduleSpec,
} from '../../diffusion'
import { oneOf, type Read } from '../../shell/link'
import { T } from '../../runs/timeline'
import { type ChosenModel, modelOf } from './models'
import { fromText, toText } from './pixels'
import { type ChosenSchedule, knowSchedules, type ScheduleChoice } from './schedules'

export const NAMED_SCHEDULES = Object.keys(namedSchedules) as readonly NamedScheduleId[]

/** Points of a drawn schedule. Each is two bytes of a link: by how many thousandths its log-SNR is below the highest. */
export const DRAWN_POINTS = 25

export const choiceOf = (drawing: Drawing): ScheduleChoice =>
  `drawn.${toText(
    Uint8Array.from(
      drawing.flatMap((lambda) => {
        const below = Math.round(1000 * (DRAWN_MOST - lambda))
        return [below >> 8, below & 255]
      }),
    ),
  )}`

/** The drawing of a choice, mended where it is none that can be walked; undefined where the choice is no drawing. */
export function drawingOf(choice: string): Drawing | undefined {
  const [, text] = /^drawn\.([\w-]{67})$/.exec(choice) ?? []
  const bytes = text && fromText(text)
  if (!bytes) return undefined
  const below = (i: number) => 256 * (bytes[2 * i] ?? 0) + (bytes[2 * i + 1] ?? 0)
  return mendedDrawing(Array.from({ length: DRAWN_POINTS }, (_, i) => DRAWN_MOST - below(i) / 1000))
}

/** A choice without what was drawn. */
export const kindOf = (choice: ScheduleChoice): 'own' | 'drawn' | NamedScheduleId =>
  drawingOf(choice) ? 'drawn' : (choice as 'own' | NamedScheduleId)

function read(text: string): Read<ScheduleChoice> {
  const drawing = drawingOf(text)
  if (!drawing) return oneOf(NAMED_SCHEDULES)(text)
  const value = choiceOf(drawing)
  return { value, exact: value === text }
}

/** A choice as the engine is told it. */
const specOf = (choice: ScheduleChoice): ScheduleSpec | undefined => {
  const drawing = drawingOf(choice)
  return drawing ? curveOf(drawing) : NAMED_SCHEDULES.find((name) => name === choice)
}

function madeOf(chosenModel: ChosenModel, choice: ScheduleChoice): ChosenSchedule {
  const { schedule: ownSchedule, training } = modelOf(chosenModel)
  const spec = specOf(choice)
  const schedule = spec ? makeSchedule(spec, T) : ownSchedule
  const same = schedule.alphaBar.every((value, t) => value === ownSchedule.alphaBar[t])
  return spec && !same
    ? { schedule, process: discreteProcess(schedule), spec }
    : { schedule: ownSchedule, process: training }
}

/** The last choices of the visit, so that a drag over the timeline makes none anew. */
const scheduleByKey = new Map<string, ChosenSchedule>()
const MOST_MADE = 50

function make(chosenModel: ChosenModel, choice: ScheduleChoice): ChosenSchedule {
  const key = `${modelOf(chosenModel).id} ${choice}`
  const schedule = scheduleByKey.get(key) ?? madeOf(chosenModel, choice)
  if (scheduleByKey.size >= MOST_MADE) scheduleByKey.clear()
  scheduleByKey.set(key, schedule)
  return schedule
}

knowSchedules({ read, make })
