import {
  curveOf,
  discreteProcess,
  type Drawing,
  DRAWN_MOST,
  makeSchedule,
  mendedDrawing,
  type NamedScheduleId,
  namedSchedules,
  type Process,
  type Schedule,
  type ScheduleSpec,
} from '../../diffusion'
import { type ChosenModel, modelOf } from './models'
import { fromText, toText } from './pixels'
import { T } from '../../runs/timeline'

/** The network's own schedule, one of the published ones, or one that was drawn, as the text of a link. */
export type ScheduleChoice = 'own' | NamedScheduleId | `drawn.${string}`

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

/** A choice as the engine is told it; undefined for the network's own schedule. */
const specOf = (choice: ScheduleChoice): ScheduleSpec | undefined => {
  const drawing = drawingOf(choice)
  if (drawing) return curveOf(drawing)
  return NAMED_SCHEDULES.find((name) => name === choice)
}

/** What the page's timeline goes by: a schedule, and the same in continuous time. */
export interface ChosenSchedule {
  readonly schedule: Schedule
  readonly process: Process
  /** As the engine is told it, where it is not the schedule that the network was trained on. */
  readonly spec?: ScheduleSpec
}

function make(chosen: ChosenModel, choice: ScheduleChoice): ChosenSchedule {
  const { schedule: own, training } = modelOf(chosen)
  const spec = specOf(choice)
  const schedule = spec ? makeSchedule(spec, T) : own
  const same = schedule.alphaBar.every((value, t) => value === own.alphaBar[t])
  return spec && !same ? { schedule, process: discreteProcess(schedule), spec } : { schedule: own, process: training }
}

/** The last choices of the visit, so that a drag over the timeline makes none anew. */
const made = new Map<string, ChosenSchedule>()

/** The schedule of settings: of the forward walk, the timeline, and a run on the discrete process. */
export function scheduleOf(settings: ChosenModel & { readonly schedule: ScheduleChoice }): ChosenSchedule {
  const key = `${modelOf(settings).id} ${settings.schedule}`
  const chosen = made.get(key) ?? make(settings, settings.schedule)
  if (made.size > 50) made.clear()
  made.set(key, chosen)
  return chosen
}
