import { useRef, useState } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { text } from '../../i18n'
import { useRooms } from '../../shell/rooms'
import { DrawOwn } from '../picture/draw-own'
import { Button } from '../../ui/button'
import { CloseIcon } from '../../ui/icons'
import { fromHere } from '../run/actions'
import { usePlayer, useWalk } from '../run/context'
import { showStage } from '../run/show-stage'
import { useFirstMinute } from './context'
import styles from './first-minute.module.css'
import type { FirstMinute as State } from './states'
import { type Action, nameOf, type Step, stepOf } from './step'
import { bringBack, beginActivity } from './activities'

interface ActionsProps {
  state: State
  onDraw: () => void
  onTeachers: () => void
  /** Called after a button was pressed, which may have removed it. */
  onPressed: () => void
}

/** For each action the name and explanation of its button, and what it does. */
function useActions({
  state,
  onDraw,
  onTeachers,
}: ActionsProps): Record<Action, { name: string; explain?: string; press: () => void }> {
  const player = usePlayer()
  const rooms = useRooms()
  const { tell } = useFirstMinute()
  const words = text.firstMinute
  const { doors } = words
  const walk = player.store.getState()
  const activity = state.kind === 'offer' ? state.activity : 'how'
  const begin = () => {
    tell({ kind: 'begins', activity })
    if (activity === 'draw') onDraw()
    else beginActivity(player, activity)
  }
  return {
    'bring-back': {
      name: words.bringBack,
      explain: words.bringBackExplain,
      press: () => {
        bringBack(player)
      },
    },
    'from-here': {
      name: text.forward.fromHere,
      explain: text.forward.fromHereExplain,
      press: () => {
        fromHere(player)
      },
    },
    activity: { name: nameOf(activity, walk), press: begin },
    skip: {
      name: words.skip,
      press: () => {
        tell({ kind: 'skips' })
      },
    },
    draw: { name: words.draw.again, press: onDraw },
    'go-on': {
      name: words.goOn,
      press: () => {
        tell({ kind: 'skips' })
      },
    },
    'play-on': {
      name: doors.play,
      explain: doors.playExplain,
      press: () => {
        tell({ kind: 'leaves' })
      },
    },
    experiments: {
      name: doors.experiments,
      explain: doors.experimentsExplain,
      press: () => {
        tell({ kind: 'leaves' })
        rooms.go('plane', 'experiments')
      },
    },
    teachers: { name: doors.teachers, explain: doors.teachersExplain, press: onTeachers },
  }
}

const kindOf = (action: Action) =>
  action === 'skip' ? 'quiet' : action === 'experiments' || action === 'teachers' ? 'plain' : 'primary'

function Actions(props: ActionsProps & { actions: readonly Action[] }) {
  const all = useActions(props)
  return (
    <div className={styles.buttons} data-big={props.state.kind === 'noise'}>
      {props.actions.map((action) => {
        const { name, explain, press } = all[action]
        return (
          <Button
            key={action}
            kind={kindOf(action)}
            name={name}
            {...(explain && { explain, explainAt: 'bottom' })}
            onPress={() => {
              press()
              props.onPressed()
            }}
          />
        )
      })}
    </div>
  )
}

/** The step as text, so that it renders again only when its text changes and not whenever the playhead moves. */
function useStep(state: State): Step | undefined {
  const asText = useWalk(
    useShallow((walk) => {
      const step = stepOf(state, walk)
      return step && { sentence: step.sentence, keys: step.keys, actions: step.actions.join(' ') }
    }),
  )
  return (
    asText && {
      sentence: asText.sentence,
      ...(asText.keys && { keys: asText.keys }),
      actions: asText.actions.split(' ').filter(Boolean) as Action[],
    }
  )
}

/** The guide of a first visit: one sentence and one thing to do next, above the timeline. */
export function FirstMinute({ onTeachers }: { onTeachers: () => void }) {
  const { state, tell } = useFirstMinute()
  const [isDrawing, setIsDrawing] = useState(false)
  const guide = useRef<HTMLElement>(null)
  const step = useStep(state)
  const words = text.firstMinute
  const focusGuide = () => {
    guide.current?.focus({ preventScroll: true }) // so that Tab goes to the next button, and Space plays
    showStage()
  }
  if (!step) return null
  return (
    <section ref={guide} className={styles.hint} aria-label={words.name} tabIndex={-1} data-state={state.kind}>
      <div className={styles.middle}>
        <p className={styles.words} aria-live="polite" data-long={step.sentence.length > 60}>
          {step.sentence}
          {step.keys && <span className={styles.keys}> {step.keys}</span>}
        </p>
        {step.actions.length > 0 && (
          <Actions
            state={state}
            actions={step.actions}
            onDraw={() => {
              setIsDrawing(true)
            }}
            onTeachers={onTeachers}
            onPressed={focusGuide}
          />
        )}
      </div>
      <Button
        kind="quiet"
        name={words.dismiss}
        icon={<CloseIcon />}
        onPress={() => {
          tell({ kind: 'leaves' })
        }}
      />
      {isDrawing && (
        <DrawOwn
          onClose={() => {
            setIsDrawing(false)
          }}
        />
      )}
    </section>
  )
}
