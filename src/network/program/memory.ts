import { inputsOf, type Operation, type Program } from './operations'

/** Which piece of memory each value of a program has: values that are not needed at the same time share one. */
interface MemoryPlan {
  /** The piece of each value, by its id. */
  readonly slots: ReadonlyMap<number, number>
  /** The size of each piece, in units of `sizeOf`. */
  readonly sizes: readonly number[]
}

/**
 * Assigns memory in the order of computation: a value takes the smallest free piece that holds it, else the largest free one, which
 * grows, else a new one. An operation never writes to what it reads. The program's input and output have pieces of their own.
 *
 * @param sizeOf how much memory the output of an operation needs
 */
export function planMemory(
  { operations, input, output }: Program,
  sizeOf: (operation: Operation) => number,
): MemoryPlan {
  const lastUse = new Map<number, number>()
  operations.forEach((operation, i) => {
    for (const { id } of inputsOf(operation)) lastUse.set(id, i)
  })
  const slots = new Map<number, number>()
  const sizes: number[] = []
  let free: number[] = []
  operations.forEach((operation, i) => {
    const { id } = operation.output
    if (id !== output.id) {
      const size = sizeOf(operation)
      const slot = chooseSlot(free, sizes, size) ?? sizes.push(0) - 1
      sizes[slot] = Math.max(sizes[slot] as number, size)
      free = free.filter((other) => other !== slot)
      slots.set(id, slot)
    }
    for (const read of new Set(inputsOf(operation).map((values) => values.id))) {
      if (lastUse.get(read) === i && read !== input.id) free.push(slots.get(read) as number)
    }
  })
  return { slots, sizes }
}

function chooseSlot(free: readonly number[], sizes: readonly number[], size: number): number | undefined {
  const bySize = free.toSorted((a, b) => (sizes[a] as number) - (sizes[b] as number))
  return bySize.find((slot) => (sizes[slot] as number) >= size) ?? bySize.at(-1)
}
