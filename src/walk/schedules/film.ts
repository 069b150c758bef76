import { keptRun } from '../run/kept-runs'
import { type Player, watchedRun } from '../run/player'
import { lastRecorded, stepsOf } from '../../runs/run'
import { paintPicture } from '../../ui/paint'
import { modelOf } from '../model/models'
import type { ScheduleChoice } from '../model/schedules'
import { toBytes } from '../model/pixels'
import { sameRun } from '../model/settings'
import { paintForwardStrip } from '../run/strips'
import type { WalkState } from '../run/store'
import { shownRange, type WalkRun } from '../run/walk-run'

type Paint = (canvas: HTMLCanvasElement, player: Player, state: WalkState) => void

/** Paints when what is shown has changed, and no oftener. */
function whenChanged(shows: (player: Player, state: WalkState) => readonly unknown[], paint: Paint): Paint {
  let painted: readonly unknown[] | undefined
  return (canvas, player, state) => {
    const now = [canvas, ...shows(player, state)]
    if (now.every((value, i) => value === painted?.[i])) return
    painted = now
    paint(canvas, player, state)
  }
}

/** The painter of the forward walk under a schedule, whatever schedule is chosen. */
export const filmPainter = (schedule: ScheduleChoice, columns: number): Paint =>
  whenChanged(
    (_, { settings, pictures }) => [settings.model, settings.picture, settings.seed, pictures],
    (canvas, player, { settings }) => {
      paintForwardStrip(canvas, player, columns, { ...settings, schedule })
    },
  )

/** The whole walk back under a schedule, as it was last taken with all other settings as they are now. */
export function walkedBack(player: Player, { settings }: WalkState, schedule: ScheduleChoice): WalkRun | undefined {
  const wantedSettings = { ...settings, schedule }
  const watched = watchedRun(player)
  const run = sameRun(watched.settings, wantedSettings) ? watched : keptRun(player.keptRuns, wantedSettings)
  return run && lastRecorded(run) === stepsOf(run) ? run : undefined
}

/** The painter of where that walk ended. */
export const endPainter = (schedule: ScheduleChoice): Paint =>
  whenChanged(
    (player, state) => [walkedBack(player, state, schedule), state.settings.model],
    (canvas, player, state) => {
      const run = walkedBack(player, state, schedule)
      const last = run?.frames.at(-1)
      paintPicture(canvas, last && toBytes(last.xt, shownRange.xt), run?.shape ?? modelOf(state.settings), run?.samples)
    },
  )
