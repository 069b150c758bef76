import { type ComponentProps, useMemo } from 'react'
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
  const askedClass = useDecided(({ asking }) => asking.askedClass)
  const ask = useAsk()
  const running = useRunning()
  const { name, walk, none, explain } = decidedText.asked
  const what = classTitle(modelOf(settings).menus, settings.label)
  if (!canAskForNone(settings))
    return <p className={styles.note}>{settings.label === null ? explain.always : explain.only(what)}</p>
  return (
    <Choice
      name={name}
      explain={askedClass === 'walk' ? explain.walk(what) : explain.none}
      value={askedClass}
      disabled={running}
      options={[
        { value: 'none', label: none },
        { value: 'walk', label: walk },
      ]}
      onChange={(next) => {
        ask({ askedClass: next })
      }}
    />
  )
}

function Steps() {
  const steps = useDecided(({ asking }) => asking.steps)
  const ask = useAsk()
  const running = useRunning()
  const { name, explain } = decidedText.steps
  return (
    <Choice
      name={name}
      explain={explain}
      value={String(steps)}
      disabled={running}
      options={STEP_COUNTS.map((each) => ({ value: String(each), label: String(each) }))}
      onChange={(next) => {
        const stepCount = STEP_COUNTS.find((each) => String(each) === next)
        if (stepCount) ask({ steps: stepCount })
      }}
    />
  )
}

/** Evaluations that the sheets cost which are not there. */
function useCost(): number {
  const { subject } = useDecidedStudy()
  const asking = useDecided((state) => state.asking)
  const moments = useMoments()
  const doneSheets = useDoneSheets()
  return useMemo(() => {
    const missing = [...new Set(moments)].filter((place) => doneSheets.every((sheet) => sheet.place !== place))
    const costs = missing.map((place) => {
      const state = subject.stateAt(place)
      return state ? evaluationsOf(continuationOf(subject, state, asking).spec) : 0
    })
    return costs.reduce((sum, cost) => sum + cost, 0)
  }, [subject, asking, moments, doneSheets])
}

/** What a button is called, a line about it, and what it does. */
type Deed = Pick<ComponentProps<typeof Button>, 'name' | 'explain' | 'onPress'>

/** Draws what is not there, draws all with other noise, or stops: one button, which keeps the focus while it changes. */
function DrawButtons() {
  const { study, subject } = useDecidedStudy()
  const ask = useAsk()
  const moments = useMoments()
  const cost = useCost()
  const draws = useDecided(({ asking }) => asking.draw)
  const some = useDoneSheets().length > 0
  const running = useRunning()
  const words = decidedText
  const onDraw = () => {
    study.draw(subject, moments)
  }
  const draw: Deed = { name: words.draw(cost), explain: words.drawExplain, onPress: onDraw }
  const stop: Deed = { name: words.stop, explain: words.stopExplain, onPress: study.job.stop }
  const other: Deed = {
    name: words.other,
    explain: words.otherExplain,
    onPress: () => {
      ask({ draw: draws + 1 })
      onDraw()
    },
  }
  return (
    <>
      <Button kind={running ? 'plain' : 'primary'} {...(running ? stop : cost > 0 ? draw : other)} />
      {!running && cost > 0 && some && <Button {...other} />}
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
        <DrawButtons />
        {!running && <Around />}
        <Progress />
      </div>
    </>
  )
}
