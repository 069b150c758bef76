import type { NumberArray } from '../../files/read/array'
import type { FileArrays } from '../../files/read/arrays'
import { seek } from '../../runs/playback'
import { watch } from '../../runs/run-set'
import { partsFor } from '../link-parts'
import { sameRun, type Settings } from '../model/settings'
import { readLink } from '../run/link'
import { type Player, watchedRun, watchRuns } from '../run/player'
import { emptyRun, type WalkRun, withEngineFrame } from '../run/walk-run'

/** Why a walk that this page saved cannot be opened. */
interface NoWalk {
  readonly code: 'differ-settings' | 'differ-own-network'
  readonly details: Readonly<Record<string, string | number>>
}

/** More than any link of the page has. */
const MOST_TEXT = 1e6

/** The link in a file that this page saved; undefined of any other. */
export function linkIn({ texts }: FileArrays): string | undefined {
  const text = texts.get('settings')
  if (text === undefined || text.length > MOST_TEXT) return undefined
  try {
    const about = JSON.parse(text) as unknown
    if (typeof about !== 'object' || about === null) return undefined
    const { program, link } = about as { readonly program?: unknown; readonly link?: unknown }
    return program === 'Noisewalk' && typeof link === 'string' ? new URL(link, 'https://localhost/').hash : undefined
  } catch {
    return undefined // somebody else's text of the same name
  }
}

const shapeOf = ({ samples, shape: { channels, size } }: WalkRun) => [samples, channels, size, size]

/** The values of a row, where the array has as many rows of the run's pictures. */
function rowsOf(array: NumberArray | undefined, count: number, run: WalkRun) {
  const wantedShape = [count, ...shapeOf(run)]
  if (array?.shape.length !== wantedShape.length || wantedShape.some((n, i) => n !== array.shape[i])) return undefined
  const each = array.values.length / count
  return (row: number): Float32Array => Float32Array.from(array.values.subarray(row * each, (row + 1) * each))
}

/** A row of numbers; undefined where the step had none. */
const readRow = (values: Float32Array | undefined) => (values?.every(Number.isFinite) ? values : undefined)

/** The run of these settings with the frames of a file, exactly; undefined where the file has others. */
export function runOfFile({ numbers }: FileArrays, settings: Settings): WalkRun | undefined {
  const empty = emptyRun(settings)
  const steps = empty.levels.length - 1
  const xt = rowsOf(numbers.get('xt'), steps + 1, empty)
  const times = numbers.get('t')?.values
  if (!xt || empty.times.some((t, i) => !(Math.abs(t - (times?.[i] ?? NaN)) < 1e-6))) return undefined
  const [x0Hat, epsHat, noise] = ['x0_hat', 'eps_hat', 'noise'].map((name) => rowsOf(numbers.get(name), steps, empty))
  const [fresh, nfe] = [numbers.get('fresh')?.values, numbers.get('nfe')?.values]
  let run = empty
  for (let index = 0; index <= steps; index++) {
    const state = readRow(xt(index))
    if (!state) return undefined
    const [x0, eps] = index > 0 ? [readRow(x0Hat?.(index - 1)), readRow(epsHat?.(index - 1))] : []
    const added = index > 0 && fresh?.[index - 1] ? readRow(noise?.(index - 1)) : undefined
    run = withEngineFrame(run, {
      index,
      xt: state,
      ...(x0 && { x0Hat: x0 }),
      ...(eps && { epsHat: eps }),
      ...(added && { added }),
      ms: 0,
      nfe: nfe?.[index] ?? index,
    })
  }
  return run
}

/** Shows the walk of a file that this page saved: its settings by its link, its frames as they are in the file. */
export async function openWalk(player: Player, arrays: FileArrays, link: string): Promise<NoWalk | undefined> {
  await partsFor(link)
  const { settings: linked, notes } = readLink(link)
  if (notes.some(({ kind }) => kind === 'own')) return { code: 'differ-own-network', details: {} }
  const settings: Settings = {
    ...linked,
    direction: 'reverse',
    frame: 0,
    study: player.store.getState().settings.study,
  }
  const run = runOfFile(arrays, settings)
  if (!run) return { code: 'differ-settings', details: { steps: settings.steps } }
  player.recording = undefined
  player.keptRuns = [...player.keptRuns.filter((other) => !sameRun(other.settings, settings)), run]
  const isHere = sameRun(watchedRun(player).settings, settings)
  player.store.setState({ settings, playing: false })
  if (isHere || watchedRun(player) !== run) {
    player.engine.close()
    watchRuns(player, [watch(run)], { waiting: false, goal: undefined, preparing: undefined, fault: undefined })
  }
  seek(player, run.levels.length - 1)
  return undefined
}
