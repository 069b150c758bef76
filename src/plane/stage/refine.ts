import { between, latticePoints } from './lattice'

/** Nodes a side, coarse to fine: each lattice has the nodes of the one before as every second of its own. */
export const SIDES = [25, 49, 97] as const

/** What is known over a view that becomes sharper and sharper. */
export interface Refined {
  readonly n: number
  /** Each [n²]; written in place: draw, do not keep. Between nodes that are known, what lies between them; NaN where there are none yet. */
  readonly values: readonly Float32Array[]
  /** Whether no value is missing: the coarsest lattice is known, if not more. */
  readonly whole: boolean
  /** Share of the finest lattice's nodes that are known, in [0, 1]. */
  readonly share: number
}

interface Refining {
  /** Half the side of the view. */
  readonly half: number
  /** By how much shown coordinates are smaller than the process's. */
  readonly scale: number
  readonly sides?: readonly number[]
  /** One number a point [M·2] for each thing that is asked. */
  readonly ask: (points: Float32Array, signal: AbortSignal) => Promise<readonly Float32Array[]>
}

/** Of how many points a part consists, the first of the least: with fewer, most of the time would go to beginning. */
const LEAST = 128
const MOST = 8192
/** What a part of more may take, in milliseconds: for so long nothing else is answered. */
const PATIENCE = 150

/** The nodes that the lattice before has not. */
export function freshNodes(n: number, first: boolean): number[] {
  const nodes: number[] = []
  for (let row = 0; row < n; row++) {
    for (let column = 0; column < n; column++)
      if (first || row % 2 === 1 || column % 2 === 1) nodes.push(row * n + column)
  }
  return nodes
}

/** Values of a lattice on the next finer one: between nodes, bilinearly. */
export function finer(values: Float32Array, n: number): Float32Array {
  const m = 2 * n - 1
  return Float32Array.from({ length: m * m }, (_, k) => between(values, n, (k % m) / 2, Math.floor(k / m) / 2))
}

const nextPart = (part: number, ms: number): number =>
  Math.max(LEAST, Math.min(MOST, ms > PATIENCE ? part / 2 : ms < PATIENCE / 2 ? 2 * part : part))

/**
 * Asks at a coarse lattice first and then between its nodes, in parts, told as they come.
 *
 * @param signal ends it: the promise rejects with its reason, and nothing is told any more.
 * @throws what the answerer throws
 */
export async function refine(
  { half, scale, sides = SIDES, ask }: Refining,
  told: (soFar: Refined) => void,
  signal: AbortSignal,
): Promise<void> {
  const all = (sides.at(-1) ?? NaN) ** 2
  let values: readonly Float32Array[] = []
  let [known, part] = [0, LEAST]
  for (const [i, n] of sides.entries()) {
    const points = latticePoints({ n, half }, scale)
    values = values.map((coarse) => finer(coarse, sides[i - 1] ?? NaN))
    const nodes = freshNodes(n, i === 0)
    for (let from = 0; from < nodes.length;) {
      const asked = nodes.slice(from, from + part)
      const begun = performance.now()
      const answers = await ask(
        Float32Array.from(asked.flatMap((node) => [points[2 * node] ?? NaN, points[2 * node + 1] ?? NaN])),
        signal,
      )
      signal.throwIfAborted()
      if (values.length === 0) values = answers.map(() => new Float32Array(n * n).fill(NaN))
      for (const [j, answer] of answers.entries())
        asked.forEach((node, k) => {
          const at = values[j]
          if (at) at[node] = answer[k] ?? NaN
        })
      from += asked.length
      known += asked.length
      part = nextPart(part, performance.now() - begun)
      told({ n, values, whole: i > 0 || from === nodes.length, share: known / all })
    }
  }
}
