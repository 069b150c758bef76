import { keyOf } from './key-names'
import { letterKeys } from './letter-keys'
import { type Playable, restart, SPEEDS, type Speed, togglePlay, toSide, towards } from '../runs/playback'

/** What keys do in every room, besides moving the playhead. */
export interface RoomCommands {
  readonly switchDirection: () => void
  readonly drawNewNoise: () => void
  readonly setSpeed: (speed: Speed) => void
  readonly copyLink: () => void
  readonly toggleTheme: () => void
  /** Opens the list of keys. */
  readonly showKeys: () => void
  readonly openGlossary: () => void
  /** Opens the list of lessons. */
  readonly openLessons: () => void
  /** Goes to the other room. */
  readonly changeRoom: () => void
}

/** The value that follows in a list; after the last the first. */
export const nextOf = <Value>(values: readonly Value[], value: Value): Value =>
  values[(values.indexOf(value) + 1) % values.length] ?? value

const isWithin = (event: Event, selector: string) =>
  event.target instanceof Element && event.target.closest(selector) !== null

/** Elements that need all keys for themselves: text fields, menus, dialogs. */
const KEY_OWNERS =
  '[role="dialog"], [role="application"], [role="listbox"], [role="menu"], input:not([type="radio"], [type="checkbox"], [type="range"]), textarea, select, [contenteditable]'
/** Whether a key may mean something to the page as a whole: no chord, not used yet, and no element needs all keys for itself. */
export const isForThePage = (event: KeyboardEvent): boolean =>
  !event.ctrlKey &&
  !event.metaKey &&
  !event.altKey &&
  !event.isComposing &&
  !event.defaultPrevented &&
  !isWithin(event, KEY_OWNERS)
/** Elements that Space presses, and elements through which arrows move. */
const PRESSABLE = 'button, summary, a, input:not([type="range"])'
const ARROW_OWNERS = '[role="radiogroup"], input'
const isMove = (key: string) => /^(Arrow|Home|End|Page)/.test(key)

/**
 * Whether a key belongs to the control that has the focus. A control that was reached by Tab has its own keys. One that was clicked
 * has the focus too, but then Space plays and arrows move the playhead, as everywhere on the page; only a slider keeps its arrows.
 */
function belongsToControl(event: KeyboardEvent, wasClicked: boolean): boolean {
  if (isMove(event.key) && isWithin(event, wasClicked ? 'input[type="range"]' : ARROW_OWNERS)) return true
  return event.key === ' ' && !wasClicked && isWithin(event, PRESSABLE)
}

function roomKeys(player: Playable, commands: RoomCommands, event: KeyboardEvent): Record<string, () => void> {
  const stepCount = event.shiftKey ? 10 : 1
  return {
    ' ': () => {
      togglePlay(player)
    },
    ArrowLeft: () => {
      towards(player, 'data', stepCount)
    },
    ArrowRight: () => {
      towards(player, 'noise', stepCount)
    },
    // These move the timeline when it has the focus, as they do any slider; elsewhere they scroll the page.
    ...(isWithin(event, '[role="slider"]') && {
      ArrowDown: () => {
        towards(player, 'data', stepCount)
      },
      ArrowUp: () => {
        towards(player, 'noise', stepCount)
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
    d: commands.switchDirection,
    n: commands.drawNewNoise,
    r: () => {
      restart(player)
    },
    s: () => {
      commands.setSpeed(nextOf(SPEEDS, player.playhead().speed))
    },
    l: commands.copyLink,
    t: commands.toggleTheme,
    p: commands.changeRoom,
    w: commands.openGlossary,
    c: commands.openLessons,
    '?': commands.showKeys,
  }
}

/**
 * Listens to the keyboard for the whole page.
 * @param ownCommand what a key does in this room alone, by the key's name; letters in lower case
 * @returns a function that stops listening
 */
export function listenToKeys(
  player: Playable,
  commands: () => RoomCommands,
  ownCommand: (key: string) => (() => void) | undefined,
): () => void {
  let wasClicked = false
  let spaceIsTaken = false
  const obey = (event: KeyboardEvent): boolean => {
    if (!isForThePage(event) || belongsToControl(event, wasClicked)) return false
    const key = keyOf(event)
    if (key.length === 1 && key !== ' ' && !letterKeys.getState().on) return false
    const command = ownCommand(key) ?? new Map(Object.entries(roomKeys(player, commands(), event))).get(key)
    if (!command) return false
    event.preventDefault()
    command()
    return true
  }
  const onKey = (event: KeyboardEvent) => {
    obey(event)
  }
  /** Hears a key before the clicked control does, which would press itself. */
  const onKeyFirst = (event: KeyboardEvent) => {
    if (event.key === 'Tab') wasClicked = false
    const mayBeOurs =
      wasClicked && (event.key === ' ' || isMove(event.key)) && isWithin(event, `${PRESSABLE}, ${ARROW_OWNERS}`)
    if (!mayBeOurs || !obey(event)) return
    event.stopPropagation()
    spaceIsTaken = event.key === ' '
  }
  const onKeyUp = (event: KeyboardEvent) => {
    if (!spaceIsTaken || event.key !== ' ') return
    spaceIsTaken = false
    event.preventDefault() // Firefox presses a button when Space is released
    event.stopPropagation()
  }
  const controller = new AbortController()
  const [early, late] = [{ signal: controller.signal, capture: true }, { signal: controller.signal }]
  document.addEventListener(
    'pointerdown',
    () => {
      wasClicked = true
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
