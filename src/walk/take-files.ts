import type { NetworkSource } from '../engine/protocol/pictures'
import '../i18n/files' // what it has to say
import { type FileKind, kindOf } from '../shell/file-kind'
import { modelOf } from './model/models'
import { notifyFault } from './run/notify'
import { type Files, filesSource } from './shelf/open-network'
import { nearlyEmpty, openPicture, PictureRefused, shortName } from './picture/open-picture'
import { startFrom } from './picture/own-picture'
import { toText } from './model/pixels'
import type { Player } from './run/player'
import { sortFiles } from './shelf/sort-files'

/** Says what a file is, that is no picture, and where it can be opened. */
function misplaced(player: Player, name: string, kind: FileKind): void {
  notifyFault(player, { code: 'misplaced', details: { name: shortName(name), kind } })
}

/** Kinds that the browser is asked about: what it cannot show, it says itself. */
const maybePicture: readonly FileKind[] = ['picture', 'binary', 'empty', 'media']

/** Starts from a file, or says in a notice why it cannot. */
export async function takeFile(player: Player, file: File): Promise<void> {
  const kind = await kindOf(file).catch(() => 'binary' as const)
  if (!maybePicture.includes(kind)) {
    misplaced(player, file.name, kind)
    return
  }
  try {
    const { bytes, asItCame } = await openPicture(file, file.name, modelOf(player.store.getState().settings))
    player.store.setState({ openedPicture: { asLearned: toText(bytes), asItCame: toText(asItCame) } })
    startFrom(player, bytes)
    if (nearlyEmpty(bytes)) notifyFault(player, { code: 'picture-empty', details: { name: shortName(file.name) } })
  } catch (error) {
    notifyFault(
      player,
      error instanceof PictureRefused ? error.fault : { code: 'not-picture', details: { name: file.name } },
    )
  }
}

/** What was dropped or pasted becomes the picture or the network; what is neither is named, with where it belongs. */
export async function takeFiles(player: Player, files: Files, openOwn: (source: NetworkSource) => void): Promise<void> {
  if (files.length === 0) return
  const sorted = await sortFiles(files)
  if (sorted.kind === 'network') openOwn(filesSource(files))
  else if (sorted.kind === 'picture') await takeFile(player, sorted.file)
  else misplaced(player, sorted.name, sorted.fileKind)
}
