import { fetchPictures } from './model/pictures'
import { valuesOf } from './model/models'
import { toValues } from './model/pixels'
import { defaults, type Settings } from './model/settings'
import { emptyRun, type KeptFrame, type WalkRun } from './run/walk-run'

/** What `npm run record` stores beside a run's bytes, [3, frames, 28·28]: all xₜ, then all x̂₀, then all ε̂. */
export interface RecordingCard {
  readonly generator: string
  readonly model: string
  /** SHA-256 of the weights that made the run. */
  readonly weights: string
  /** The settings in which the run differs from the defaults, and the levels that it visits. */
  readonly settings: Partial<Settings>
  readonly times: readonly number[]
}

/** The stored run. Its xₜ has 8 bits and is clipped to [−1, 1], which is enough to look at but not to continue from. */
export async function fetchRecording(base: string): Promise<WalkRun> {
  const response = await fetch(`${base}recordings/digits.json`)
  const card = (await response.json()) as RecordingCard
  const settings = { ...defaults, ...card.settings }
  const run = emptyRun(settings)
  const { times, shape } = run
  const tiles = await fetchPictures(`${base}recordings/digits.bin`, shape, 3 * times.length)
  const tile = (index: number) => tiles[index] ?? new Uint8Array(valuesOf(shape))
  const frames = times.map((_, index): KeptFrame => ({
    index,
    xt: toValues(tile(index)),
    ...(index > 0 && {
      x0Hat: new Uint8ClampedArray(tile(times.length + index)),
      epsHat: new Uint8ClampedArray(tile(2 * times.length + index)),
    }),
    addedRange: 0,
    ms: 0,
    nfe: index,
  }))
  return { ...run, source: 'recording', frames }
}
