import { normalArray } from '../../diffusion'
import { npyHeader } from '../../files/write/npy'
import { type ZipFile, zipFile, zipOf } from '../../files/write/zip'
import { valuesOf } from '../model/models'
import { stretchAt } from '../model/past'
import type { WalkRun } from '../run/walk-run'

/** Fresh noise is left out beyond so many bytes: a browser would have to make all of it at once. */
const MOST_NOISE = 256e6

const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array | Float64Array) =>
  new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength)

function filled(name: string, ...pieces: readonly Uint8Array<ArrayBuffer>[]): ZipFile {
  const file = zipFile(`${name}.npy`)
  for (const piece of pieces) file.add(piece)
  return file
}

/** z of every step, by the run's own keys. */
function freshNoise({ stretches, levels, samples, shape }: WalkRun): ZipFile {
  const steps = levels.length - 1
  const file = filled('z', npyHeader('<f4', [steps, samples, shape.channels, shape.size, shape.size]))
  for (let step = 0; step < steps; step++) {
    const { seed } = stretchAt(stretches, step + 1).settings
    for (let sample = 0; sample < samples; sample++)
      file.add(bytesOf(normalArray({ seed, purpose: 'step', step, sample }, valuesOf(shape))))
  }
  return file
}

/**
 * What a program needs to walk as the run does: where it starts, the fresh noise of every step (standard normal, drawn or not), and
 * t, α and σ of every frame. A .npz; no network is asked for it.
 *
 * @returns undefined while the run has no start
 */
export function startFile(run: WalkRun): Blob | undefined {
  const { frames, levels, times, samples, shape } = run
  const start = frames[0]?.xt
  if (!start) return undefined
  const steps = levels.length - 1
  const axes = [samples, shape.channels, shape.size, shape.size]
  const doubles = (name: string, values: readonly number[]) =>
    filled(name, npyHeader('<f8', [values.length]), bytesOf(Float64Array.from(values)))
  return zipOf([
    filled('start', npyHeader('<f4', axes), bytesOf(start)),
    ...(4 * steps * start.length > MOST_NOISE ? [] : [freshNoise(run)]),
    doubles('t', times),
    doubles(
      'alpha',
      levels.map((at) => at.signal),
    ),
    doubles(
      'sigma',
      levels.map((at) => at.noise),
    ),
  ])
}

/** Python that begins as the run does and saves what a student's program made. */
export const startLines = (name: string): string => `import numpy as np
given = np.load("${name}")
x = given["start"]     # (samples, channels, rows, columns)
t = given["t"]         # falls to 0; the network is told t - 1
alpha = given["alpha"] # sqrt(alphaBar) at each t
sigma = given["sigma"] # sqrt(1 - alphaBar)
z = given["z"]         # fresh noise of each step, N(0, 1)
xt = [x]
for i in range(len(t) - 1):
    x = my_step(x, t[i], t[i + 1], z[i])  # yours
    xt.append(x)
np.savez("mine.npz", xt=np.stack(xt), t=t)`
