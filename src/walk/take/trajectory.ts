import type { Level } from '../../diffusion'
import type { Frame } from '../../engine/protocol/pictures'
import { npyHeader, npyText } from '../../files/write/npy'
import { type ZipFile, zipFile, zipOf } from '../../files/write/zip'
import type { PictureShape } from '../../ui/paint'

/** The arrays of a file, and what their axes are. A row of a step belongs to the step from frame i to frame i + 1. */
export const AXES = {
  xt: ['frame', 'sample', 'channel', 'row', 'column'],
  x0_hat: ['step', 'sample', 'channel', 'row', 'column'],
  eps_hat: ['step', 'sample', 'channel', 'row', 'column'],
  noise: ['step', 'sample', 'channel', 'row', 'column'],
  fresh: ['step'],
  t: ['frame'],
  alpha: ['frame'],
  sigma: ['frame'],
  nfe: ['frame'],
} as const

/** What the arrays are, for whoever opens the file: in English, as programs are. */
export const MEANINGS = {
  xt: 'the state of each frame, alpha * x0 + sigma * eps; frame 0 is the start',
  x0_hat: 'the guess of x0 with which step i went from frame i to frame i + 1',
  eps_hat: 'the guess of eps of that step',
  noise: 'the fresh noise of that step as it was added, scaled; 0 where fresh is False',
  t: 'the place of each frame on the timeline, 0 (data) to 1000 (noise)',
  nfe: 'network evaluations up to each frame',
} as const

/** A whole run, as far as it is known before its frames are. */
export interface Trajectory {
  readonly levels: readonly Level[]
  /** Of each frame on the page's timeline, in [0, T]. */
  readonly times: readonly number[]
  readonly samples: number
  readonly shape: PictureShape
}

const valuesOf = ({ samples, shape: { channels, size } }: Pick<Trajectory, 'samples' | 'shape'>): number =>
  samples * channels * size * size

/** Bytes of a file. */
export const trajectoryBytes = (of: Trajectory): number => 4 * valuesOf(of) * (4 * of.levels.length - 3)

const bytesOf = ({
  buffer,
  byteOffset,
  byteLength,
}: Float32Array | Float64Array | Int32Array): Uint8Array<ArrayBuffer> =>
  new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength) // little-endian on every machine that has a browser

/**
 * A trajectory on its way into a .npz: `numpy.load` opens it without pickle. Frames come one after the other, and leave the memory
 * as they come.
 */
interface TrajectoryWriter {
  /** The frame after the last one. @throws RangeError where it is not the next */
  readonly add: (frame: Pick<Frame, 'index' | 'xt' | 'x0Hat' | 'epsHat' | 'added' | 'nfe'>) => void
  /** @param settings text of the array `settings`: JSON @throws RangeError where frames are missing */
  readonly finish: (settings: string) => Blob
}

export function trajectoryWriter(of: Trajectory): TrajectoryWriter {
  const { levels, times, samples, shape } = of
  const steps = levels.length - 1
  const picture = [samples, shape.channels, shape.size, shape.size]
  const [xt, x0Hat, epsHat, noise] = ['xt', 'x0_hat', 'eps_hat', 'noise'].map((name) => {
    const file = zipFile(`${name}.npy`)
    file.add(npyHeader('<f4', [name === 'xt' ? steps + 1 : steps, ...picture]))
    return file
  }) as [ZipFile, ZipFile, ZipFile, ZipFile]
  const fresh = new Uint8Array(steps)
  const nfe = new Int32Array(steps + 1)
  let frameCount = 0
  return {
    add: (frame) => {
      if (frame.index !== frameCount)
        throw new RangeError(`Frame ${frame.index} comes where frame ${frameCount} is due.`)
      xt.add(bytesOf(frame.xt))
      nfe[frameCount] = frame.nfe
      if (frameCount > 0) {
        const unknown = new Float32Array(valuesOf(of)).fill(NaN)
        x0Hat.add(bytesOf(frame.x0Hat ?? unknown))
        epsHat.add(bytesOf(frame.epsHat ?? unknown))
        noise.add(bytesOf(frame.added ?? new Float32Array(valuesOf(of))))
        fresh[frameCount - 1] = frame.added ? 1 : 0
      }
      frameCount += 1
    },
    finish: (settings) => {
      if (frameCount !== steps + 1) throw new RangeError(`The run has ${frameCount} of ${steps + 1} frames.`)
      const doubles = (name: string, values: readonly number[]) =>
        filled(name, npyHeader('<f8', [values.length]), bytesOf(Float64Array.from(values)))
      return zipOf([
        xt,
        x0Hat,
        epsHat,
        noise,
        filled('fresh', npyHeader('|b1', [steps]), fresh),
        doubles('t', times),
        doubles(
          'alpha',
          levels.map((at) => at.signal),
        ),
        doubles(
          'sigma',
          levels.map((at) => at.noise),
        ),
        filled('nfe', npyHeader('<i4', [steps + 1]), bytesOf(nfe)),
        filled('settings', ...npyText(settings)),
      ])
    },
  }
}

function filled(name: string, ...pieces: readonly Uint8Array<ArrayBuffer>[]): ZipFile {
  const file = zipFile(`${name}.npy`)
  for (const piece of pieces) file.add(piece)
  return file
}
