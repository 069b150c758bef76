import { useMemo } from 'react'
import { decidedText } from '../../i18n/decided'
import { Button } from '../../ui/button'
import { Choice } from '../../ui/choice'
import { classTitle } from '../model/class-words'
import { modelOf } from '../model/models'
import { usePlayer } from '../run/context'
import { type Asking, canAskForNone, continuationOf, evaluationsOf, STEP_COUNTS } from './continuation'
import { useDecided, useDecidedStudy, useDoneSheets, useMoments, useRunning } from './context'
import styles from './decided.module.css'
import { spreadMoments } from './moments'
import { Progress } from './progress'
import { playheadKey } from './subject'

/** Changes how the moments are continued. */
function useAsk() {
  const { store } = useDecidedStudy().study
  return (patch: Partial<Asking>) => {
    store.setState(({ asking }) => ({ asking: { ...asking, ...patch } }))
  }
}

/** What the continuations are asked for. */
function Asked() {
  const { settings } = useDecidedStudy().subject
  const asked = useDecided(({ asking }) => asking.asked)
  const ask = useAsk()
  const { name, walk, none, explain } = decidedText.asked
  const what = classTitle(modelOf(settings).menus, settings.label)
  if (!canAskForNone(settings))
    return <p className={styles.note}>{settings.label === null ? explain.always : explain.only(what)}</p>
  return (
    <Choice
      name={name}
      explain={asked === 'walk' ? explain.walk(what) : explain.none}
      value={asked}
      options={[
        { value: 'none', label: none },
        { value: 'walk', label: walk },
      ]}
      onChange={(next) => {
        ask({ asked: next })
      }}
    />
  )
}

function Steps() {
  const steps = useDecided(({ asking }) => asking.steps)
  const ask = useAsk()
  const { name, explain } = decidedText.steps
  return (
    <Choice
      name={name}
      explain={explain}
      value={String(steps)}
      options={STEP_COUNTS.map((each) => ({ value: String(each), label: String(each) }))}
      onChange={(next) => {
        const chosen = STEP_COUNTS.find((each) => String(each) === next)
        if (chosen) ask({ steps: chosen })
      }}
    />
  )
}

/** Evaluations that the sheets cost which are not there. */
function useCost(): number {
  const { subject } = useDecidedStudy()
  const asking = useDecided((state) => state.asking)
  const moments = useMoments()
  const done = useDoneSheets()
  return useMemo(() => {
    const missing = [...new Set(moments)].filter((place) => done.every((sheet) => sheet.place !== place))
    const costs = missing.map((place) => {
      const state = subject.stateAt(place)
      return state ? evaluationsOf(continuationOf(subject, state, asking).spec) : 0
    })
    return costs.reduce((sum, cost) => sum + cost, 0)
  }, [subject, asking, moments, done])
}

/** Draws what is not there; draws all with other noise. */
function DrawButtons() {
  const { study, subject } = useDecidedStudy()
  const ask = useAsk()
  const moments = useMoments()
  const cost = useCost()
  const draws = useDecided(({ asking }) => asking.draw)
  const some = useDoneSheets().length > 0
  const words = decidedText
  const draw = () => {
    study.draw(subject, moments)
  }
  return (
    <>
      {cost > 0 && <Button kind="primary" name={words.draw(cost)} explain={words.drawExplain} onPress={draw} />}
      {some && (
        <Button
          kind={cost > 0 ? 'plain' : 'primary'}
          name={words.other}
          explain={words.otherExplain}
          onPress={() => {
            ask({ draw: draws + 1 })
            draw()
          }}
        />
      )}
    </>
  )
}

/** Spreads the moments about the playhead, where they do not follow it. */
function Around() {
  const player = usePlayer()
  const { study, subject } = useDecidedStudy()
  const fixed = useDecided((state) => state.fixed?.walk === subject.key)
  if (!fixed) return null
  return (
    <Button
      name={decidedText.around}
      explain={decidedText.aroundExplain}
      onPress={() => {
        const places = spreadMoments(subject, playheadKey(subject, player.store.getState().settings))
        study.store.setState({ fixed: { walk: subject.key, places } })
      }}
    />
  )
}

/** How the moments are continued, and the buttons that do it. */
export function Controls() {
  const running = useRunning()
  return (
    <>
      <div className={styles.choices}>
        <Asked />
        <Steps />
      </div>
      <div className={styles.buttons}>
        {!running && <DrawButtons />}
        {!running && <Around />}
        <Progress />
      </div>
    </>
  )
}
