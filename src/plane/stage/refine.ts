import { between, latticePoints } from './lattice'

/** Nodes along a side, coarse to fine: every second node of a lattice is a node of the one before. */
export const SIDES = [25, 49, 97] as const

/** Values over the view, which become sharper step by step. */
export interface Refined {
  readonly n: number
  /** Each is [n²] and is overwritten in place, so draw it at once. Nodes that are not computed yet are interpolated from the coarser lattice, or NaN on the coarsest. */
  readonly values: readonly Float32Array[]
  /** Whether no value is missing: at least the coarsest lattice is computed. */
  readonly isComplete: boolean
  /** The share of the finest lattice's nodes that are computed, in [0, 1]. */
  readonly share: number
}

interface Refining {
  /** Half the side of the view. */
  readonly half: number
  /** The factor by which shown coordinates are smaller than the process's. */
  readonly scale: number
  readonly sides?: readonly number[]
  /** Returns, for each map, one number for each point [M·2]. */
  readonly ask: (points: Float32Array, signal: AbortSignal) => Promise<readonly Float32Array[]>
}

/** The least and the most points that are asked at once. It begins with the least; with fewer, most time would be overhead. */
const LEAST = 128
const MOST = 8192
/** How long the engine may take for one part, in milliseconds: meanwhile it answers nothing else. */
const PATIENCE = 150

/** The nodes that the coarser lattice before does not have. */
export function freshNodes(n: number, first: boolean): number[] {
  const nodes: number[] = []
  for (let row = 0; row < n; row++) {
    for (let column = 0; column < n; column++)
      if (first || row % 2 === 1 || column % 2 === 1) nodes.push(row * n + column)
  }
  return nodes
}

/** Interpolates the values of a lattice bilinearly on the next finer one. */
export function finer(values: Float32Array, n: number): Float32Array {
  const m = 2 * n - 1
  return Float32Array.from({ length: m * m }, (_, k) => between(values, n, (k % m) / 2, Math.floor(k / m) / 2))
}

const nextPart = (part: number, ms: number): number =>
  Math.max(LEAST, Math.min(MOST, ms > PATIENCE ? part / 2 : ms < PATIENCE / 2 ? 2 * part : part))

/**
 * Asks for values first on a coarse lattice and then between its nodes, in parts, and reports the values after each part.
 *
 * @param signal ends it: the promise rejects with its reason, and there are no further reports.
 * @throws what the answerer throws
 */
export async function refine(
  { half, scale, sides = SIDES, ask }: Refining,
  onValues: (soFar: Refined) => void,
  signal: AbortSignal,
): Promise<void> {
  const all = (sides.at(-1) ?? NaN) ** 2
  let values: readonly Float32Array[] = []
  let [knownCount, part] = [0, LEAST]
  for (const [i, n] of sides.entries()) {
    const points = latticePoints({ n, half }, scale)
    values = values.map((coarse) => finer(coarse, sides[i - 1] ?? NaN))
    const nodes = freshNodes(n, i === 0)
    for (let from = 0; from < nodes.length;) {
      const partNodes = nodes.slice(from, from + part)
      const startTime = performance.now()
      const answers = await ask(
        Float32Array.from(partNodes.flatMap((node) => [points[2 * node] ?? NaN, points[2 * node + 1] ?? NaN])),
        signal,
      )
      signal.throwIfAborted()
      if (values.length === 0) values = answers.map(() => new Float32Array(n * n).fill(NaN))
      for (const [j, answer] of answers.entries())
        partNodes.forEach((node, k) => {
          const at = values[j]
          if (at) at[node] = answer[k] ?? NaN
        })
      from += partNodes.length
      knownCount += partNodes.length
      part = nextPart(part, performance.now() - startTime)
      onValues({ n, values, isComplete: i > 0 || from === nodes.length, share: knownCount / all })
    }
  }
}
