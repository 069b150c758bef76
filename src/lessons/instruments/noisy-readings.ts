import { type Level, dataLevel } from '../../diffusion'
import { wantedBackend } from '../../shell/backend'
import { modelOf } from '../../walk/model/models'
import { sourceOf } from '../../walk/run/source'
import { asideEngine } from './aside-engine'
import { NothingToMeasure } from './nothing-to-measure'
import type { Instruments } from './instruments'

/** Noisy pictures of one level, one after another: [samples·C·H·W]. */
interface Noisy {
  readonly xt: Float32Array
  readonly samples: number
  readonly at: Level
}

const base = import.meta.env.BASE_URL

/**
 * What the classifier of noisy pictures reads of each, [samples·classes] probabilities; by the engine beside the screen's.
 * @throws NothingToMeasure where the network on the screen has no classifier; Unanswered
 */
export async function readNoisy(
  { walk, signal, progress }: Pick<Instruments, 'walk' | 'signal' | 'progress'>,
  pictures: readonly Noisy[],
): Promise<readonly Float32Array[]> {
  const { player, settings } = walk
  const { classifier } = modelOf(settings)
  if (classifier === null) throw new NothingToMeasure()
  const readings: Float32Array[] = []
  await asideEngine.use(signal, async (engine) => {
    await engine.load(sourceOf(settings.model, player.store.getState(), base), wantedBackend())
    await engine.classifier(new URL(`${base}models/${classifier}/`, document.baseURI).href)
    for (const picture of pictures) {
      const reading = await engine.read(picture)
      if (!reading) throw new NothingToMeasure()
      readings.push(reading.probabilities)
      progress(readings.length / pictures.length)
    }
  })
  return readings
}

/** The level of a picture without noise. */
export const clean: Level = dataLevel
