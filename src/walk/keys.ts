import { nextOf } from '../shell/keys'
import { fromHere, inspect, study } from './run/actions'
import { modelOf } from './model/models'
import { branchHere } from './run/branch-here'
import { showStage } from './run/show-stage'
import { patchSettings, type Player } from './run/player'
import { SAMPLE_COUNTS } from './model/settings'

/** A digit key chooses the class of the reverse walk, or in the forward walk the gallery's picture of that digit. */
function chooseDigit(player: Player, digit: number): void {
  const { settings } = player.store.getState()
  const { direction, picture } = settings
  if (direction === 'reverse') {
    const { menus } = modelOf(settings)
    if (menus.length === 1 && digit < (menus[0]?.labels.length ?? 0)) patchSettings(player, { label: digit })
  } else {
    const isShown = picture.kind === 'gallery' && picture.index === digit // then its second picture
    patchSettings(player, { picture: { kind: 'gallery', index: isShown ? digit + 10 : digit } })
  }
}

/** Dialogs that keys open. */
interface Dialogs {
  readonly openShelf: () => void
  readonly takeAway: () => void
}

/** The command of a key that only the picture room has. */
export function walkKey(player: Player, { openShelf, takeAway }: Dialogs, key: string): (() => void) | undefined {
  const { settings } = player.store.getState()
  if (/^[0-9]$/.test(key))
    return () => {
      chooseDigit(player, Number(key))
    }
  switch (key) {
    case 'h':
      return () => {
        if (settings.direction === 'reverse') return
        fromHere(player)
        showStage()
      }
    case 'b':
      return () => {
        branchHere(player)
      }
    case 'i':
      return () => {
        inspect(player, !settings.inspecting)
      }
    case 'x':
      return () => {
        if (modelOf(settings).hasNullClass) patchSettings(player, { label: null })
      }
    case 'g':
      return () => {
        patchSettings(player, { samples: nextOf(SAMPLE_COUNTS, settings.samples) })
      }
    case 'y':
      return () => {
        study(player, settings.study ? null : 'learned')
      }
    case 'e':
      return takeAway
    case 'm':
      return openShelf
    default:
      return undefined
  }
}
