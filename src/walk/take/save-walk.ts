import { modelOf } from '../model/models'
import type { Settings } from '../model/settings'
import { networkTitle } from '../model/class-words'
import { type Player, watchedRun } from '../run/player'
import { writeLink } from '../run/link'
import { pageLink } from '../../shell/page-link'
import { AXES, MEANINGS, trajectoryWriter } from './trajectory'
import { difference, walkAgain } from './walk-again'

/** Leaves of a visitor's network its name: what describes it is in its own files. */
const withoutOwn = (key: string, value: unknown): unknown =>
  key === 'own' && typeof value === 'object' && value !== null && 'title' in value ? { title: value.title } : value

/** What the array `settings` says, as JSON. */
function settingsText(player: Player, settings: Settings): string {
  const { engine } = player.store.getState()
  const { id } = modelOf(settings)
  const ready = engine.status === 'ready' ? engine.ready : undefined
  const about = {
    program: 'Noisewalk',
    link: pageLink(writeLink(settings)),
    settings,
    axes: AXES,
    arrays: MEANINGS,
    process: settings.process,
    sampler: settings.sampler,
    network: { id, title: ready ? networkTitle(id, ready.card) : id },
    backend: ready?.backend ?? null,
  }
  return JSON.stringify(about, withoutOwn)
}

/** A run as .npz, and how far its frames are from those on the page: 0 for the same bits. */
interface SavedWalk {
  readonly file: Blob
  readonly difference: number
}

/**
 * Makes the .npz of the run on the page.
 *
 * @param onFrame is told how many frames there are
 * @throws as `walkAgain`
 */
export async function saveWalk(
  player: Player,
  signal: AbortSignal,
  onFrame: (frames: number) => void,
  again = walkAgain,
): Promise<SavedWalk> {
  const run = watchedRun(player)
  const settings: Settings = { ...run.settings, direction: 'reverse', frame: run.levels.length - 1 }
  const text = settingsText(player, settings)
  const writer = trajectoryWriter(run)
  let most = 0
  await again(player, run, signal, (frame) => {
    most = Math.max(most, difference(run, frame))
    writer.add(frame)
    onFrame(frame.index + 1)
  })
  return { file: writer.finish(text), difference: most }
}

/** Python that opens the file and shows what is in it. @param name of the file */
export const pythonLines = (name: string): string => `import json, numpy as np
walk = np.load("${name}")
xt, x0_hat, eps_hat, noise = (walk[k] for k in ("xt", "x0_hat", "eps_hat", "noise"))
about = json.loads(str(walk["settings"]))
print(about["link"], xt.shape, walk["t"][:3], np.abs(x0_hat[-1] - xt[-1]).max())`
