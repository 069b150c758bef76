import type { NetworkSource } from '../../engine/protocol/pictures'

export type Files = readonly (readonly [path: string, file: Blob])[]

/** More files than a checkpoint has: a folder of something else. */
const MOST_FILES = 2000

/** Chosen files, by their path in the folder that was chosen. */
export const chosenFiles = (list: Iterable<File>): Files =>
  Array.from(list, (file) => [file.webkitRelativePath || file.name, file] as const)

const fileOf = (entry: FileSystemFileEntry) =>
  new Promise<File>((resolve, reject) => {
    entry.file(resolve, reject)
  })

/** One call gives at most a hundred; nothing more is an empty answer. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader()
  const found: FileSystemEntry[] = []
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject)
    })
    if (some.length === 0 || found.length > MOST_FILES) return found
    found.push(...some)
  }
}

async function walkEntry(entry: FileSystemEntry, into: (readonly [string, File])[]): Promise<void> {
  if (into.length > MOST_FILES) return
  if (entry.isFile) into.push([entry.fullPath.replace(/^\//, ''), await fileOf(entry as FileSystemFileEntry)])
  else for (const child of await childrenOf(entry as FileSystemDirectoryEntry)) await walkEntry(child, into)
}

/** Everything that was dropped, folders too. To be called at once: what is dropped can be read only during its event. */
export function droppedFiles(data: DataTransfer): Promise<Files> {
  const entries = Array.from(data.items, (item) => item.webkitGetAsEntry()).filter((entry) => entry !== null)
  const plain = Array.from(data.files)
  return (async () => {
    const found: (readonly [string, File])[] = []
    try {
      for (const entry of entries) await walkEntry(entry, found)
    } catch (error) {
      if (plain.length === 0 || entries.some((entry) => entry.isDirectory)) throw error
      return chosenFiles(plain) // WebKit does not open the entries of files that a page made
    }
    return found.length > 0 ? found : chosenFiles(plain)
  })()
}

export const filesSource = (files: Files): NetworkSource => ({ kind: 'files', files })
