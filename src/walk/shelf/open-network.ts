import type { NetworkSource } from '../../engine/protocol/pictures'

export type Files = readonly (readonly [path: string, file: Blob])[]

/** A folder with more files than this is not a checkpoint. */
const MOST_FILES = 2000

/** The files that a visitor chose, by their path in the chosen folder. */
export const chosenFiles = (list: Iterable<File>): Files =>
  Array.from(list, (file) => [file.webkitRelativePath || file.name, file] as const)

const fileOf = (entry: FileSystemFileEntry) =>
  new Promise<File>((resolve, reject) => {
    entry.file(resolve, reject)
  })

/** All entries of a folder. One call of readEntries gives at most a hundred, and an empty list at the end. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader()
  const children: FileSystemEntry[] = []
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject)
    })
    if (batch.length === 0 || children.length > MOST_FILES) return children
    children.push(...batch)
  }
}

async function walkEntry(entry: FileSystemEntry, into: (readonly [string, File])[]): Promise<void> {
  if (into.length > MOST_FILES) return
  if (entry.isFile) into.push([entry.fullPath.replace(/^\//, ''), await fileOf(entry as FileSystemFileEntry)])
  else for (const child of await childrenOf(entry as FileSystemDirectoryEntry)) await walkEntry(child, into)
}

/** All dropped files, also those in folders. Call it within the event: afterwards the data can no longer be read. */
export function droppedFiles(data: DataTransfer): Promise<Files> {
  const entries = Array.from(data.items, (item) => item.webkitGetAsEntry()).filter((entry) => entry !== null)
  const plain = Array.from(data.files)
  return (async () => {
    const files: (readonly [string, File])[] = []
    try {
      for (const entry of entries) await walkEntry(entry, files)
    } catch (error) {
      if (plain.length === 0 || entries.some((entry) => entry.isDirectory)) throw error
      return chosenFiles(plain) // WebKit cannot open the entries of files that a page has made
    }
    return files.length > 0 ? files : chosenFiles(plain)
  })()
}

export const filesSource = (files: Files): NetworkSource => ({ kind: 'files', files })
