import type { NetworkSource } from '../engine/protocol'
import { type Files, filesSource } from './open-network'
import type { Player } from './player'
import { sortFiles } from './sort-files'
import { misplaced, takeFile } from './take-picture'

/** What was dropped, pasted or chosen becomes the picture or the network; what is neither is named, with where it belongs. */
export async function takeFiles(player: Player, files: Files, openOwn: (source: NetworkSource) => void): Promise<void> {
  if (files.length === 0) return
  const sorted = await sortFiles(files)
  if (sorted.kind === 'network') openOwn(filesSource(files))
  else if (sorted.kind === 'picture') await takeFile(player, sorted.file)
  else misplaced(player, sorted.name, sorted.fileKind)
}
