import { type Playable, restart, SPEEDS, type Speed, togglePlay, toSide, towards } from './playback'

/** What every room's keys may do besides moving the playhead. */
export interface RoomCommands {
  readonly direction: () => void
  readonly newNoise: () => void
  readonly speed: (speed: Speed) => void
  readonly share: () => void
  readonly theme: () => void
  /** The list of keys. */
  readonly keys: () => void
  /** To the other room. */
  readonly room: () => void
}

/** The next of a cycle. */
export const after = <Value>(values: readonly Value[], value: Value): Value => values[(values.indexOf(value) + 1) % values.length] ?? value

/** Where keys mean something else: text, choices, dialogs, and buttons for the keys that press them. */
function belongsToControl(event: KeyboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : null
  if (!target) return false
  if (target.closest('[role="dialog"], [role="application"], input:not([type="radio"], [type="checkbox"]), textarea, select, [contenteditable]')) return true
  const moves = /^(Arrow|Home|End|Page)/.test(event.key)
  if (moves && target.closest('[role="radiogroup"], input')) return true
  return event.key === ' ' && target.closest('button, input, summary, a') !== null
}

function roomKeys(player: Playable, commands: RoomCommands, event: KeyboardEvent): Record<string, () => void> {
  const many = event.shiftKey ? 10 : 1
  return {
    ' ': () => { togglePlay(player) },
    ArrowLeft: () => { towards(player, 'data', many) },
    ArrowRight: () => { towards(player, 'noise', many) },
    Home: () => { toSide(player, 'data') },
    End: () => { toSide(player, 'noise') },
    d: commands.direction,
    n: commands.newNoise,
    r: () => { restart(player) },
    s: () => { commands.speed(after(SPEEDS, player.playhead().speed)) },
    l: commands.share,
    t: commands.theme,
    p: commands.room,
    '?': commands.keys,
  }
}

/**
 * Listens to the keyboard for the whole page; returns what ends it.
 * @param own the room's own keys, by the key's name, a letter small
 */
export function listenToKeys(player: Playable, commands: () => RoomCommands, own: (key: string) => (() => void) | undefined): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || belongsToControl(event)) return
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
    const command = own(key) ?? new Map(Object.entries(roomKeys(player, commands(), event))).get(key)
    if (!command) return
    event.preventDefault()
    command()
  }
  document.addEventListener('keydown', onKey)
  return () => { document.removeEventListener('keydown', onKey) }
}
