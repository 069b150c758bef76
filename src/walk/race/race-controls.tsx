import { useMemo } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { text } from '../../i18n'
import { raceText } from '../../i18n/race'
import { integer } from '../../i18n/format/numbers'
import { T } from '../../runs/timeline'
import { Button } from '../../ui/button'
import { Choice } from '../../ui/choice'
import { focusOn } from '../../ui/focus-on'
import { NumberInput } from '../../ui/number-input'
import { useWalk } from '../run/context'
import { needsClassifier } from '../run/possible'
import { addLane, allow, begin, changeAll, drawNewNoise, walkBase } from './actions'
import { ALLOWED, LANES, useRace, useRaceState } from './context'
import { costKey, evenBudget, MODES } from './fair'
import { totalEvaluations } from './evaluations'
import { MOST_LANES } from './lanes'
import { isOffered, PRESETS, startOf } from './presets'
import styles from './race.module.css'

/** The races that are one press away. */
export function Presets() {
  const race = useRace()
  const chosenPreset = useRaceState((state) => state.preset)
  const isBranch = useWalk(({ settings }) => settings.past.length > 0)
  const words = raceText
  return (
    <>
      <div className={styles.buttons} role="group" aria-label={words.presetsName}>
        {PRESETS.map((preset) => (
          <Button
            key={preset}
            name={words.presets[preset]}
            explain={words.presetsExplain[preset]}
            disabled={!isOffered(preset)}
            pressed={preset === chosenPreset}
            onPress={() => {
              const { lanes, allowance } = startOf(preset, walkBase(race))
              begin(race, lanes, allowance, preset)
            }}
          />
        ))}
      </div>
      {isBranch && <p className={styles.note}>{words.ofBranch}</p>}
      {!PRESETS.every(isOffered) && <p className={styles.note}>{words.portable}</p>}
    </>
  )
}

/** What lanes walk by the allowance; the same array as long as that is the same. */
const usePlanned = () =>
  useRaceState(useShallow(({ lanes }) => lanes.map(({ run, refused }) => (refused ? null : run.settings))))

/** What each lane can spend of equal evaluations, in numbers, and what all could spend to the last. */
function Evenness({ titles, budget }: { titles: readonly string[]; budget: number }) {
  const race = useRace()
  const planned = usePlanned()
  const settings = useRaceState(useShallow(({ lanes }) => lanes.map((lane) => lane.settings)))
  const words = raceText
  const unevenLanes = planned.flatMap((lane, i) => {
    const evaluations = lane && totalEvaluations(lane)
    return evaluations === null || evaluations === budget ? [] : [[titles[i] ?? '', evaluations] as const]
  })
  const isUneven = unevenLanes.length > 0
  const better = useMemo(() => (isUneven ? evenBudget(settings, budget) : undefined), [isUneven, settings, budget])
  if (planned.every((lane) => lane === null)) return null
  if (!isUneven) return <p className={styles.note}>{words.even(budget, planned.includes(null))}</p>
  return (
    <div className={styles.buttons}>
      <p className={styles.note}>{words.uneven(unevenLanes, budget)}</p>
      {better !== undefined && (
        <Button
          name={words.makeEven(better)}
          explain={words.makeEvenExplain}
          onPress={() => {
            focusOn(ALLOWED)
            allow(race, { budget: better })
          }}
        />
      )}
    </div>
  )
}

/** What the time that lanes share is here, once it was measured. */
function Timed({ budget }: { budget: number }) {
  const cost = useRaceState(({ lanes: [first], costs }) => first && costs[costKey(first.settings)])
  return cost === undefined ? null : <p className={styles.note}>{raceText.timed(cost, budget)}</p>
}

/** Says that a classifier that leads a lane costs more than its evaluations. */
function ClassifierNote() {
  const isLed = useRaceState(({ lanes }) => lanes.some(({ settings }) => needsClassifier(settings)))
  return isLed && <p className={styles.note}>{raceText.classifierCost}</p>
}

/** Gigabytes of memory that a browser admits, at most 8; undefined where it does not say. */
const deviceMemory = (): number | undefined => (navigator as { readonly deviceMemory?: number }).deviceMemory
/** Networks side by side that a device with little memory is warned of. */
const MANY = 3

function NetworksNote() {
  const networks = useRaceState(({ lanes }) => new Set(lanes.map(({ settings }) => settings.model)).size)
  if (networks < 2) return null
  const isSmall = networks >= MANY && (deviceMemory() ?? Infinity) <= 4
  return (
    <p className={styles.note}>
      {raceText.networks(networks)} {isSmall && raceText.manyNetworks}
    </p>
  )
}

/** What the lanes have in common. */
export function RaceControls({ titles }: { titles: readonly string[] }) {
  const race = useRace()
  const { mode, budget } = useRaceState(({ allowance }) => allowance)
  const count = useRaceState(({ lanes }) => lanes.length)
  const samples = useRaceState(({ lanes }) => lanes[0]?.settings.samples ?? 1)
  const words = raceText
  return (
    <div className={styles.controls}>
      <Choice
        name={words.fairName}
        explain={words.modesExplain[mode]}
        value={mode}
        options={MODES.map((value) => ({ value, label: words.modes[value] }))}
        onChange={(next) => {
          allow(race, { mode: next })
        }}
      />
      {mode !== 'own' && (
        <NumberInput
          name={words.budget[mode]}
          less={text.less}
          more={text.more}
          value={budget}
          min={1}
          max={T}
          onChange={(next) => {
            allow(race, { budget: Math.round(next) })
          }}
        />
      )}
      <Choice
        name={words.samples}
        value={samples === 1 ? '1' : '4'}
        options={(['1', '4'] as const).map((value) => ({ value, label: integer(Number(value)) }))}
        onChange={(next) => {
          changeAll(race, { samples: next === '1' ? 1 : 4 })
        }}
      />
      <div className={styles.buttons}>
        <Button
          name={words.newNoise}
          explain={words.newNoiseExplain}
          onPress={() => {
            drawNewNoise(race)
          }}
        />
        <Button
          name={words.add}
          explain={words.addExplain}
          disabled={count >= MOST_LANES}
          onPress={() => {
            if (count + 1 >= MOST_LANES) focusOn(LANES)
            addLane(race)
          }}
        />
      </div>
      <div id={ALLOWED} tabIndex={-1} role="group" aria-label={words.fairName} className={styles.wide}>
        {mode === 'evaluations' && <Evenness titles={titles} budget={budget} />}
        {mode === 'evaluations' && <ClassifierNote />}
        {mode === 'time' && <Timed budget={budget} />}
        <NetworksNote />
        <p className={styles.note}>{words.sharedCalls}</p>
      </div>
    </div>
  )
}
