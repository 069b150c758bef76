import { type FileKind, kindOf } from '../rooms/file-kind'
import { modelOf } from './models'
import { inverted, openPicture, PictureRefused } from './open-picture'
import { fromText, toText } from './pixels'
import { patchSettings, type Player } from './player'

/** Starts the forward walk from bytes of the visitor's own. */
export function startFrom(player: Player, bytes: Uint8Array): void {
  patchSettings(player, { picture: { kind: 'own', pixels: toText(bytes) }, direction: 'forward', t: 0 })
}

export function invertOwn(player: Player): void {
  const { picture } = player.store.getState().settings
  if (picture.kind === 'own') patchSettings(player, { picture: { kind: 'own', pixels: toText(inverted(fromText(picture.pixels))) } })
}

/** Says what a file is, that is no picture, and where it can be opened. */
export function misplaced(player: Player, name: string, kind: FileKind): void {
  const fault = { code: 'misplaced', details: { name, kind } }
  player.store.setState(({ notices }) => ({ notices: [...notices.filter((notice) => notice.kind !== 'fault'), { kind: 'fault', fault }] }))
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
    startFrom(player, await openPicture(file, file.name, modelOf(player.store.getState().settings)))
  } catch (error) {
    const fault = error instanceof PictureRefused ? error.fault : { code: 'not-picture', details: { name: file.name } }
    player.store.setState(({ notices }) => ({ notices: [...notices.filter(({ kind }) => kind !== 'fault'), { kind: 'fault', fault }] }))
  }
}
