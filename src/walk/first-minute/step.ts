import { text } from '../../i18n'
import type { WalkState } from '../run/store'
import { ALL_NOISE, type FirstMinute, type Thing } from './states'
import { otherClass } from './things'

/** What can be pressed beside a sentence. */
export type Action =
  | 'bring-back'
  | 'from-here'
  | 'thing'
  | 'skip'
  | 'draw'
  | 'go-on'
  | 'play-on'
  | 'experiments'
  | 'teachers'

/** One sentence, and what can be pressed. */
export interface Step {
  readonly sentence: string
  /** The same by the keyboard. */
  readonly keys?: string
  readonly actions: readonly Action[]
}

type Walk = Pick<WalkState, 'settings' | 'run'>

/** What was asked for, as a visitor says it. */
const asked = ({ settings: { label } }: Walk): string | undefined => (label === null ? undefined : String(label))

function told(after: 'return' | Thing, walk: Walk): string {
  const words = text.firstMinute
  const {
    settings: { from },
    run: { total },
  } = walk
  switch (after) {
    case 'return':
      return typeof from === 'number' && from < ALL_NOISE
        ? words.returnedHalf(total)
        : words.returned(asked(walk), total)
    case 'draw':
      return words.after.draw()
    case 'how':
      return words.how
    default:
      return words.after[after](asked(walk))
  }
}

/** The name of the button that begins a thing. */
export function nameOf(thing: Thing, walk: Walk): string {
  const words = text.firstMinute.things
  if (thing === 'other-noise') return words[thing](asked(walk))
  return thing === 'other-class' ? words[thing](String(otherClass(walk.settings))) : words[thing]()
}

/** A drawing is dissolved, as far as the visitor likes, and brought back from there. */
function drawing({ settings: { picture, direction, t }, run }: Walk): Step {
  const words = text.firstMinute
  if (direction === 'reverse') return { sentence: run.waiting ? words.waiting : words.returning, actions: [] }
  if (picture.kind !== 'own') return { sentence: words.draw.empty, actions: ['draw', 'skip'] }
  return t === 0
    ? { sentence: words.draw.drawn, actions: [] }
    : { sentence: words.draw.dissolved, actions: ['from-here'] }
}

function doing(thing: Thing, walk: Walk): Step {
  const words = text.firstMinute
  if (thing === 'draw') return drawing(walk)
  if (thing === 'how') return { sentence: words.how, actions: ['go-on'] }
  return { sentence: walk.run.waiting ? words.waiting : words.returning, actions: [] }
}

/** What is said and offered in a state of the first minute. */
export function stepOf(state: FirstMinute, walk: Walk): Step | undefined {
  const words = text.firstMinute
  switch (state.kind) {
    case 'invite':
      return { sentence: words.invite, keys: words.inviteKeys, actions: [] }
    case 'dissolving':
      return { sentence: words.dissolving, actions: [] }
    case 'noise':
      return { sentence: words.noise, actions: ['bring-back'] }
    case 'returning':
      return { sentence: walk.run.waiting ? words.waiting : words.returning, actions: [] }
    case 'offer':
      return { sentence: told(state.after, walk), actions: ['thing', 'skip'] }
    case 'doing':
      return doing(state.thing, walk)
    case 'doors':
      return { sentence: words.doors.name, actions: ['play-on', 'experiments', 'teachers'] }
    case 'over':
      return undefined
  }
}
