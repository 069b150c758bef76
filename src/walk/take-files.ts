import type { NetworkSource } from '../engine/protocol/pictures'
import '../i18n/files' // registers the sentences of these faults
import { type FileKind, kindOf } from '../files/kind'
import { openFile } from './differ/store'
import { modelOf } from './model/models'
import { notifyFault } from './run/notify'
import { type Files, filesSource } from './shelf/open-network'
import { nearlyEmpty, openPicture, PictureRefused, shortName } from './picture/open-picture'
import { startFrom } from './picture/own-picture'
import { toText } from './model/pixels'
import { study } from './run/actions'
import type { Player } from './run/player'
import { isArrays, sortFiles } from './shelf/sort-files'

/** Shows a notice that says what kind of file this is, and where it can be opened. */
function reportMisplaced(player: Player, name: string, kind: FileKind): void {
  notifyFault(player, { code: 'misplaced', details: { name: shortName(name), kind } })
}

/** Kinds of files that may be pictures; the browser decides by trying to decode them. */
const maybePicture: readonly FileKind[] = ['picture', 'binary', 'empty', 'media']

/** Takes arrays of numpy's as a walk: the study that compares walks opens with them. */
async function takeArrays(player: Player, file: File): Promise<void> {
  study(player, 'differ')
  await openFile(player, file)
}

/** Starts the forward walk from a file, or shows a notice that says why it cannot. */
export async function takeFile(player: Player, file: File): Promise<void> {
  const kind = await kindOf(file).catch(() => 'binary' as const)
  if (isArrays(kind)) {
    await takeArrays(player, file)
    return
  }
  if (!maybePicture.includes(kind)) {
    reportMisplaced(player, file.name, kind)
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

/** Takes dropped or pasted files as the picture or the network; for other files a notice says where they belong. */
export async function takeFiles(player: Player, files: Files, openOwn: (source: NetworkSource) => void): Promise<void> {
  if (files.length === 0) return
  const sorted = await sortFiles(files)
  if (sorted.kind === 'network') openOwn(filesSource(files))
  else if (sorted.kind === 'picture') await takeFile(player, sorted.file)
  else if (sorted.kind === 'arrays') await takeArrays(player, sorted.file)
  else reportMisplaced(player, sorted.name, sorted.fileKind)
}
