import type { NetworkSource } from '../engine/protocol'
import { type FileKind, kindOf } from '../rooms/file-kind'
import { elsewhere, notifyFault } from './elsewhere'
import { type Files, filesSource } from './open-network'
import type { Player } from './player'
import { takeFile } from './take-picture'

/** Kinds of which a network's folder is made, among others. */
const ofNetworks: readonly FileKind[] = ['safetensors', 'network-config', 'pytorch', 'pickle', 'lfs-pointer', 'zip']

/** More of a folder is not looked into to know what it is. */
const LOOKED_AT = 40

/** Whether a folder, or several files, are a network's: by a config, or by what the files are. */
async function isNetwork(files: Files): Promise<boolean> {
  if (files.some(([path]) => /(^|\/)config\.json$/.test(path))) return true
  const kinds = await Promise.all(files.slice(0, LOOKED_AT).map(([, file]) => kindOf(file)))
  return kinds.some((kind) => ofNetworks.includes(kind)) || !kinds.includes('picture')
}

/** What was dropped, pasted or chosen becomes the picture or the network; what is neither is named, with where it belongs. */
export async function takeFiles(player: Player, files: Files, openOwn: (source: NetworkSource) => void): Promise<void> {
  const [first] = files
  if (!first) return
  if (files.length > 1 && await isNetwork(files)) {
    openOwn(filesSource(files))
    return
  }
  const [path, file] = files.length > 1 ? await firstPicture(files) : first
  const name = path.split('/').at(-1) ?? path
  const kind = await kindOf(file).catch(() => 'binary' as const)
  const fault = elsewhere(kind, name)
  if (fault) notifyFault(player, fault)
  else if (kind === 'safetensors' || kind === 'network-config') openOwn(filesSource(files))
  else await takeFile(player, new File([file], name)) // of a kind that only the browser may know
}

async function firstPicture(files: Files): Promise<Files[number]> {
  for (const each of files) if (await kindOf(each[1]) === 'picture') return each
  throw new RangeError('isNetwork says that there is one.')
}
