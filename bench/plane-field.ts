import { uniformArray } from '../src/diffusion'
import { type BackendName, openBackend, dataPosterior, readPacked, tidy, uploadPoints } from '../src/network'
import { median } from './statistics'

// The plane's exact field: what all points say at every node of a grid, and its read-back.

/** How much is measured. */
interface Size {
  /** States: side by side. */
  readonly side: number
  readonly points: number
  readonly rounds: number
}

const fullSize: Size = { side: 64, points: 2000, rounds: 9 }

/** From much noise, where every point counts, to little, where few do. */
const NOISES = [1, 0.3, 0.03] as const

function gridOf(side: number): Float32Array {
  const at = (i: number) => -3 + (6 * i) / (side - 1)
  return Float32Array.from({ length: 2 * side * side }, (_, i) =>
    at(i % 2 === 0 ? (i >> 1) % side : Math.floor((i >> 1) / side)),
  )
}

export interface Field {
  readonly what: string
  readonly device: string
  /** Median of the rounds, read-back included; the first, which compiles, is left out. */
  readonly ms: number
}

export async function planeField(
  name: BackendName,
  { side, points: count, rounds }: Size = fullSize,
): Promise<Field[]> {
  const backend = await openBackend(name, { allowSoftware: true, onLost: () => undefined })
  const x = uploadPoints(gridOf(side))
  const points = uploadPoints(
    uniformArray({ seed: 1, purpose: 'start', step: 0, sample: 0 }, 2 * count).map((u) => 4 * u - 2),
  )
  const fields: Field[] = []
  for (const noise of NOISES) {
    const times: number[] = []
    for (let round = 0; round <= rounds; round++) {
      const started = performance.now()
      const posterior = tidy(() => dataPosterior(x, points, { t: 1, signal: Math.sqrt(1 - noise ** 2), noise }))
      await readPacked([posterior])
      posterior.dispose()
      times.push(performance.now() - started)
    }
    fields.push({
      what: `exact field, ${side} × ${side} states, ${count} points, σ = ${noise}`,
      device: backend.device,
      ms: median(times.slice(1)),
    })
  }
  backend.dispose()
  return fields
}
