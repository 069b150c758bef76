import { text } from '../../i18n'
import type { WalkState } from '../run/store'
import { ALL_NOISE, type FirstMinute, type Activity } from './states'
import { otherClass } from './activities'

/** The buttons beside a sentence. */
export type Action =
  | 'bring-back'
  | 'from-here'
  | 'activity'
  | 'skip'
  | 'draw'
  | 'go-on'
  | 'play-on'
  | 'experiments'
  | 'teachers'

/** One sentence of the guide, and its buttons. */
export interface Step {
  readonly sentence: string
  /** How to do the same by keyboard. */
  readonly keys?: string
  readonly actions: readonly Action[]
}

type Walk = Pick<WalkState, 'settings' | 'run'>

/** The class that the walk asks for, in words. */
const askedClass = ({ settings: { label } }: Walk): string | undefined => (label === null ? undefined : String(label))

/** The sentence that says what has happened. */
function outcomeSentence(after: 'return' | Activity, walk: Walk): string {
  const words = text.firstMinute
  const {
    settings: { from },
    run: { total },
  } = walk
  switch (after) {
    case 'return':
      return typeof from === 'number' && from < ALL_NOISE
        ? words.returnedHalf(total)
        : words.returned(askedClass(walk), total)
    case 'draw':
      return words.after.draw()
    case 'how':
      return words.how
    default:
      return words.after[after](askedClass(walk))
  }
}

/** The name of the button that begins an activity. */
export function nameOf(activity: Activity, walk: Walk): string {
  const words = text.firstMinute.things
  if (activity === 'other-noise') return words[activity](askedClass(walk))
  return activity === 'other-class' ? words[activity](String(otherClass(walk.settings))) : words[activity]()
}

/** The step while the visitor draws, dissolves the drawing as far as they like, and brings it back. */
function drawingStep({ settings: { picture, direction, t }, run }: Walk): Step {
  const words = text.firstMinute
  if (direction === 'reverse') return { sentence: run.waiting ? words.waiting : words.returning, actions: [] }
  if (picture.kind !== 'own') return { sentence: words.draw.empty, actions: ['draw', 'skip'] }
  return t === 0
    ? { sentence: words.draw.drawn, actions: [] }
    : { sentence: words.draw.dissolved, actions: ['from-here'] }
}

/** The step of an activity that has begun. */
function activityStep(activity: Activity, walk: Walk): Step {
  const words = text.firstMinute
  if (activity === 'draw') return drawingStep(walk)
  if (activity === 'how') return { sentence: words.how, actions: ['go-on'] }
  return { sentence: walk.run.waiting ? words.waiting : words.returning, actions: [] }
}

/** The sentence and buttons for a state of the first minute. */
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
      return { sentence: outcomeSentence(state.after, walk), actions: ['activity', 'skip'] }
    case 'doing':
      return activityStep(state.activity, walk)
    case 'doors':
      return { sentence: words.doors.name, actions: ['play-on', 'experiments', 'teachers'] }
    case 'over':
      return undefined
  }
}
