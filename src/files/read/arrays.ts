import { openArray, type NumberArray } from './array'
import { arrayFault, type ArrayFault } from './fault'
import { openZip } from './zip'

/** The arrays of a file by their names; of a single .npy, by the name "". */
export interface FileArrays {
  readonly numbers: ReadonlyMap<string, NumberArray>
  readonly texts: ReadonlyMap<string, string>
  /** What could not be opened beside them, in the order of the file. */
  readonly faults: readonly ArrayFault[]
}

/** The most bytes of a file, as it is and unpacked: what a walk of 1,000 steps has, several times. */
const MOST_BYTES = 512e6

/**
 * Opens a .npz or .npy. One array that cannot be opened does not hide the others.
 *
 * @returns a fault where no array can be opened
 */
export async function openArrays(file: Blob, name: string, most = MOST_BYTES): Promise<FileArrays | ArrayFault> {
  if (file.size > most) return arrayFault('arrays-large', name, { bytes: file.size, most })
  const bytes = new Uint8Array(await file.arrayBuffer())
  const files = bytes[0] === 0x93 ? new Map([['', bytes]]) : await openZip(bytes, most, name)
  if ('code' in files) return files
  const numbers = new Map<string, NumberArray>()
  const texts = new Map<string, string>()
  const faults: ArrayFault[] = []
  for (const [path, content] of files) {
    const array = openArray(content, path || name)
    const key = path.replace(/\.npy$/, '')
    if ('code' in array) faults.push(array)
    else if (array.kind === 'text') texts.set(key, array.text)
    else numbers.set(key, array)
  }
  if (numbers.size > 0) return { numbers, texts, faults }
  return faults[0] ?? arrayFault('arrays-broken', name)
}
