import { fromText, inverted, toText } from '../model/pixels'
import { patchSettings, type Player } from '../run/player'
import type { OpenedPicture, WalkState } from '../run/store'

/** Starts the forward walk from the visitor's own picture. */
export function startFrom(player: Player, bytes: Uint8Array): void {
  patchSettings(player, { picture: { kind: 'own', pixels: toText(bytes) }, direction: 'forward', t: 0 })
}

export function invertOwn(player: Player): void {
  const { picture } = player.store.getState().settings
  if (picture.kind === 'own')
    patchSettings(player, { picture: { kind: 'own', pixels: toText(inverted(fromText(picture.pixels))) } })
}

/** The form of the opened picture that is not shown; undefined if both forms are equal, or another picture is shown. */
export function otherForm({
  settings: { picture },
  openedPicture,
}: Pick<WalkState, 'settings' | 'openedPicture'>):
  | { readonly form: keyof OpenedPicture; readonly pixels: string }
  | undefined {
  if (!openedPicture || picture.kind !== 'own' || openedPicture.asLearned === openedPicture.asItCame) return undefined
  if (picture.pixels === openedPicture.asLearned) return { form: 'asItCame', pixels: openedPicture.asItCame }
  return picture.pixels === openedPicture.asItCame ? { form: 'asLearned', pixels: openedPicture.asLearned } : undefined
}

export function showOtherForm(player: Player): void {
  const other = otherForm(player.store.getState())
  if (other) patchSettings(player, { picture: { kind: 'own', pixels: other.pixels } })
}
