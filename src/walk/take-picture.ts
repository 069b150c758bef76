import { kindOf } from '../rooms/file-kind'
import { elsewhere, notifyFault } from './elsewhere'
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

/** Starts from a file, or says in a notice why it cannot. */
export async function takeFile(player: Player, file: File): Promise<void> {
  try {
    startFrom(player, await openPicture(file, file.name, modelOf(player.store.getState().settings)))
  } catch (error) {
    const fault = error instanceof PictureRefused ? error.fault : { code: 'not-picture', details: { name: file.name } }
    const belongs = fault.code === 'not-picture' ? elsewhere(await kindOf(file).catch(() => 'binary' as const), file.name) : undefined
    notifyFault(player, belongs ?? fault)
  }
}
