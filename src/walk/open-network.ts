import type { NetworkSource } from '../engine/protocol'

type Files = readonly (readonly [path: string, file: File])[]

/** More files than a checkpoint has: a folder of something else. */
const MOST_FILES = 2000

/** Chosen files, by their path in the folder that was chosen. */
export const chosenFiles = (list: Iterable<File>): Files => Array.from(list, (file) => [file.webkitRelativePath || file.name, file] as const)

const fileOf = (entry: FileSystemFileEntry) => new Promise<File>((resolve, reject) => { entry.file(resolve, reject) })

/** One call gives at most a hundred; nothing more is an empty answer. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader()
  const found: FileSystemEntry[] = []
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => { reader.readEntries(resolve, reject) })
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
    for (const entry of entries) await walkEntry(entry, found)
    return found.length > 0 ? found : chosenFiles(plain)
  })()
}

/** The host that a request for a folder's address goes to; undefined if it is no address of the web. */
export function hostOf(address: string): string | undefined {
  try {
    const url = new URL(address)
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.host : undefined
  } catch {
    return undefined
  }
}

export const filesSource = (files: Files): NetworkSource => ({ kind: 'files', files })
