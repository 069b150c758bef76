import { keyOf } from './key-names'
import { letterKeys } from './letter-keys'
import { type Playable, restart, SPEEDS, type Speed, togglePlay, toSide, towards } from '../runs/playback'

/** What every room's keys may do besides moving the playhead. */
export interface RoomCommands {
  readonly direction: () => void
  readonly newNoise: () => void
  readonly speed: (speed: Speed) => void
  readonly share: () => void
  readonly theme: () => void
  /** The list of keys. */
  readonly keys: () => void
  readonly glossary: () => void
  /** To the other room. */
  readonly room: () => void
}

/** The next of a cycle. */
export const after = <Value>(values: readonly Value[], value: Value): Value =>
  values[(values.indexOf(value) + 1) % values.length] ?? value

const within = (event: Event, what: string) => event.target instanceof Element && event.target.closest(what) !== null

/** Where keys write, choose from a menu, or belong to a dialog. */
const ELSEWHERE =
  '[role="dialog"], [role="application"], [role="listbox"], [role="menu"], input:not([type="radio"], [type="checkbox"], [type="range"]), textarea, select, [contenteditable]'
/** What Space presses, and what arrows move through. */
const PRESSED = 'button, summary, a, input:not([type="range"])'
const MOVED = '[role="radiogroup"], input'
const isMove = (key: string) => /^(Arrow|Home|End|Page)/.test(key)

/**
 * Where keys mean something else. What was reached by the keyboard has its keys; what was clicked keeps the focus as well, but then
 * Space plays and arrows move the playhead, as everywhere on the page. A slider keeps its arrows.
 */
function belongsToControl(event: KeyboardEvent, clicked: boolean): boolean {
  if (within(event, ELSEWHERE)) return true
  if (isMove(event.key) && within(event, clicked ? 'input[type="range"]' : MOVED)) return true
  return event.key === ' ' && !clicked && within(event, PRESSED)
}

function roomKeys(player: Playable, commands: RoomCommands, event: KeyboardEvent): Record<string, () => void> {
  const many = event.shiftKey ? 10 : 1
  return {
    ' ': () => {
      togglePlay(player)
    },
    ArrowLeft: () => {
      towards(player, 'data', many)
    },
    ArrowRight: () => {
      towards(player, 'noise', many)
    },
    // On the timeline itself, as on any slider; elsewhere these scroll the page.
    ...(within(event, '[role="slider"]') && {
      ArrowDown: () => {
        towards(player, 'data', many)
      },
      ArrowUp: () => {
        towards(player, 'noise', many)
      },
      PageDown: () => {
        towards(player, 'data', 10)
      },
      PageUp: () => {
        towards(player, 'noise', 10)
      },
    }),
    Home: () => {
      toSide(player, 'data')
    },
    End: () => {
      toSide(player, 'noise')
    },
    d: commands.direction,
    n: commands.newNoise,
    r: () => {
      restart(player)
    },
    s: () => {
      commands.speed(after(SPEEDS, player.playhead().speed))
    },
    l: commands.share,
    t: commands.theme,
    p: commands.room,
    w: commands.glossary,
    '?': commands.keys,
  }
}

/**
 * Listens to the keyboard for the whole page; returns what ends it.
 * @param own the room's own keys, by the key's name, a letter small
 */
export function listenToKeys(
  player: Playable,
  commands: () => RoomCommands,
  own: (key: string) => (() => void) | undefined,
): () => void {
  let clicked = false
  let swallowed = false
  const obey = (event: KeyboardEvent): boolean => {
    if (
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      event.isComposing ||
      event.defaultPrevented ||
      belongsToControl(event, clicked)
    )
      return false
    const key = keyOf(event)
    if (key.length === 1 && key !== ' ' && !letterKeys.getState().on) return false
    const command = own(key) ?? new Map(Object.entries(roomKeys(player, commands(), event))).get(key)
    if (!command) return false
    event.preventDefault()
    command()
    return true
  }
  const onKey = (event: KeyboardEvent) => {
    obey(event)
  }
  /** Before a clicked control hears it: it would press itself. */
  const onKeyFirst = (event: KeyboardEvent) => {
    if (event.key === 'Tab') clicked = false
    const heard = clicked && (event.key === ' ' || isMove(event.key)) && within(event, `${PRESSED}, ${MOVED}`)
    if (!heard || !obey(event)) return
    event.stopPropagation()
    swallowed = event.key === ' '
  }
  const onKeyUp = (event: KeyboardEvent) => {
    if (!swallowed || event.key !== ' ') return
    swallowed = false
    event.preventDefault() // Firefox presses a button when Space is let go
    event.stopPropagation()
  }
  const controller = new AbortController()
  const [early, late] = [{ signal: controller.signal, capture: true }, { signal: controller.signal }]
  document.addEventListener(
    'pointerdown',
    () => {
      clicked = true
    },
    early,
  )
  document.addEventListener('keydown', onKeyFirst, early)
  document.addEventListener('keyup', onKeyUp, early)
  document.addEventListener('keydown', onKey, late)
  return () => {
    controller.abort()
  }
}
