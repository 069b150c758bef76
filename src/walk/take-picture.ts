import type { Fault } from '../engine/protocol'
import { type FileKind, kindOf } from '../rooms/file-kind'
import { modelOf } from './models'
import { inverted, nearlyEmpty, openPicture, PictureRefused, shortName } from './open-picture'
import { fromText, toText } from './pixels'
import { patchSettings, type Player } from './player'
import type { OpenedPicture, WalkState } from './store'

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
  notifyFault(player, { code: 'misplaced', details: { name: shortName(name), kind } })
}

/** Says that the browser does not give what was dropped. */
export function undropped(player: Player): void {
  notifyFault(player, { code: 'drop-unreadable', details: {} })
}

function notifyFault({ store }: Player, fault: Fault): void {
  store.setState(({ notices }) => ({ notices: [...notices.filter(({ kind }) => kind !== 'fault'), { kind: 'fault', fault }] }))
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
    notifyFault(player, error instanceof PictureRefused ? error.fault : { code: 'not-picture', details: { name: file.name } })
  }
}

/** The picture that was opened, in the other of its two forms; undefined where it has one alone, or another is shown. */
export function otherForm({ settings: { picture }, openedPicture }: Pick<WalkState, 'settings' | 'openedPicture'>): { readonly form: keyof OpenedPicture; readonly pixels: string } | undefined {
  if (!openedPicture || picture.kind !== 'own' || openedPicture.asLearned === openedPicture.asItCame) return undefined
  if (picture.pixels === openedPicture.asLearned) return { form: 'asItCame', pixels: openedPicture.asItCame }
  return picture.pixels === openedPicture.asItCame ? { form: 'asLearned', pixels: openedPicture.asLearned } : undefined
}

export function showOtherForm(player: Player): void {
  const other = otherForm(player.store.getState())
  if (other) patchSettings(player, { picture: { kind: 'own', pixels: other.pixels } })
}
