import { restart, toEnd, togglePlay, towards } from '../rooms/playback'
import { fromHere } from './actions'
import { modelOf } from './models'
import { patchSettings, type Player } from './player'
import { MAX_SEED, SAMPLE_COUNTS, SPEEDS } from './settings'

/** What the keyboard may do besides moving the playhead. */
export interface KeyCommands {
  readonly share: () => void
  readonly keys: () => void
  readonly theme: () => void
  /** The shelf of networks. */
  readonly shelf: () => void
}

/** The next of a cycle. */
const after = <Value>(values: readonly Value[], value: Value): Value => values[(values.indexOf(value) + 1) % values.length] ?? value

/** Where keys mean something else: text, choices, dialogs, and buttons for the keys that press them. */
function belongsToControl(event: KeyboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : null
  if (!target) return false
  if (target.closest('[role="dialog"], [role="application"], input:not([type="radio"], [type="checkbox"]), textarea, select, [contenteditable]')) return true
  const moves = /^(Arrow|Home|End|Page)/.test(event.key)
  if (moves && target.closest('[role="radiogroup"], input')) return true
  return event.key === ' ' && target.closest('button, input, summary, a') !== null
}

function commands(player: Player, also: KeyCommands, event: KeyboardEvent): (() => void) | undefined {
  const { settings } = player.store.getState()
  const forward = settings.direction === 'forward'
  const many = event.shiftKey ? 10 : 1
  const known = new Map<string, () => void>([
    [' ', () => { togglePlay(player) }],
    ['ArrowLeft', () => { towards(player, 'data', many) }],
    ['ArrowRight', () => { towards(player, 'noise', many) }],
    ['Home', () => { toEnd(player, forward ? 'start' : 'end') }],
    ['End', () => { toEnd(player, forward ? 'end' : 'start') }],
    ['d', () => { patchSettings(player, { direction: forward ? 'reverse' : 'forward' }) }],
    ['h', () => { if (forward) fromHere(player) }],
    ['n', () => { patchSettings(player, { seed: settings.seed >= MAX_SEED ? 0 : settings.seed + 1 }) }],
    ['r', () => { restart(player) }],
    ['x', () => { if (modelOf(settings).any) patchSettings(player, { label: null }) }],
    ['g', () => { patchSettings(player, { samples: after(SAMPLE_COUNTS, settings.samples) }) }],
    ['s', () => { patchSettings(player, { speed: after(SPEEDS, settings.speed) }) }],
    ['l', also.share],
    ['t', also.theme],
    ['m', also.shelf],
    ['?', also.keys],
  ])
  if (/^[0-9]$/.test(event.key)) return () => { chooseDigit(player, Number(event.key)) }
  return known.get(event.key.length === 1 ? event.key.toLowerCase() : event.key)
}

/** A digit key: the class of the reverse walk, or the gallery's picture of that digit in the forward one. */
function chooseDigit(player: Player, digit: number): void {
  const { direction, picture } = player.store.getState().settings
  if (direction === 'reverse') {
    const { menus } = modelOf(player.store.getState().settings)
    if (menus.length === 1 && digit < (menus[0]?.labels.length ?? 0)) patchSettings(player, { label: digit })
  }
  else {
    const again = picture.kind === 'gallery' && picture.index === digit // its other picture
    patchSettings(player, { picture: { kind: 'gallery', index: again ? digit + 10 : digit } })
  }
}

/** Listens to the keyboard for the whole page; returns what ends it. */
export function listenToKeys(player: Player, also: KeyCommands): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || belongsToControl(event)) return
    const command = commands(player, also, event)
    if (!command) return
    event.preventDefault()
    command()
  }
  document.addEventListener('keydown', onKey)
  return () => { document.removeEventListener('keydown', onKey) }
}
