/** Assigns regions of the module's memory, one after another, before the memory is as large as they need. */
export interface Regions {
  /** @returns the address of a region for so many numbers of 32 bits */
  reserve(length: number): number
  /**
   * Reserves a region whose content never changes.
   *
   * @param write fills the region, which is all zeros, once the memory is there
   */
  constant(length: number, write: (region: Float32Array) => void): number
  /** The same for whole numbers, one region for each key. */
  table(key: string, length: number, valueOf: (index: number) => number): number
  /** The first address beyond all regions. */
  end(): number
  fill(memory: ArrayBuffer): void
}

/** A cache line, to which regions are aligned; it is also how far a kernel may read beyond a region. */
const line = 64

/** @param begin the first free address */
export function createRegions(begin: number): Regions {
  let end = aligned(begin)
  const writes: ((memory: ArrayBuffer) => void)[] = []
  const tables = new Map<string, number>()
  const reserve = (length: number) => {
    const address = end
    end = aligned(address + 4 * length)
    return address
  }
  return {
    reserve,
    constant(length, write) {
      const address = reserve(length)
      writes.push((memory) => {
        write(new Float32Array(memory, address, length))
      })
      return address
    },
    table(key, length, valueOf) {
      const tableAddress = tables.get(key)
      if (tableAddress !== undefined) return tableAddress
      const address = reserve(length)
      writes.push((memory) => {
        const region = new Int32Array(memory, address, length)
        for (let i = 0; i < length; i++) region[i] = valueOf(i)
      })
      tables.set(key, address)
      return address
    },
    end: () => end + line,
    fill(memory) {
      for (const write of writes.splice(0)) write(memory)
    },
  }
}

const aligned = (address: number) => Math.ceil(address / line) * line
