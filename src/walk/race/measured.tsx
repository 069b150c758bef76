import { useCallback } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { QualityView } from '../quality/quality-view'
import { stop } from './actions'
import { useRace, useRaceState } from './context'
import { namesOf } from './titles'
import { CURVE, leftOutOf, trialsOf } from './trials'

/** How often the lanes draw what they are asked for. */
export function Measured() {
  const race = useRace()
  const settings = useRaceState(useShallow(({ lanes }) => lanes.map((lane) => lane.settings)))
  const allowance = useRaceState((state) => state.allowance)
  const costs = useRaceState((state) => state.costs)
  const planOf = useCallback(
    (at: 'race' | 'curve') => {
      const lanes = settings.map((each) => ({ settings: each }))
      const trials = trialsOf(lanes, at === 'curve' ? CURVE : [allowance], costs)
      return { trials, leftOut: leftOutOf(lanes, trials) }
    },
    [settings, allowance, costs],
  )
  const onStart = () => {
    stop(race) // its networks would take time and memory
  }
  return <QualityView planOf={planOf} namesOf={namesOf} onStart={onStart} />
}
