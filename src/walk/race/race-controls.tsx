import { text } from '../../i18n'
import { raceText } from '../../i18n/race'
import { whole } from '../../i18n/format/numbers'
import { T } from '../../runs/timeline'
import { Button } from '../../ui/button'
import { Choice } from '../../ui/choice'
import { NumberInput } from '../../ui/number-input'
import { addLane, allow, begin, changeAll, drawNewNoise, walkBase } from './actions'
import { useRace, useRaceState } from './context'
import { evenBudget, isEven, MODES } from './fair'
import { totalEvaluations } from './evaluations'
import { MOST_LANES } from './lanes'
import { isOffered, PRESETS, startOf } from './presets'
import styles from './race.module.css'

/** The races that are one press away. */
export function Presets() {
  const race = useRace()
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
            onPress={() => {
              const { lanes, allowance } = startOf(preset, walkBase(race))
              begin(race, lanes, allowance)
            }}
          />
        ))}
      </div>
      {!PRESETS.every(isOffered) && <p className={styles.note}>{words.portable}</p>}
    </>
  )
}

/** Whether all lanes spend as much, in numbers, and what would make them. */
function Evenness({ titles }: { titles: readonly string[] }) {
  const race = useRace()
  const { lanes, allowance, costs } = useRaceState((state) => state)
  const words = raceText
  const { mode, budget } = allowance
  const plans = lanes.map(({ run, refused }) => ({
    settings: run.settings,
    evaluations: totalEvaluations(run.settings),
    refused,
  }))
  const [first] = plans
  const cost = costs[first?.settings.model ?? '']
  if (mode === 'time' && cost !== undefined) return <p className={styles.note}>{words.timed(cost, budget)}</p>
  if (mode !== 'evaluations') return null
  const asked = plans.flatMap(({ evaluations, refused }, i) =>
    evaluations === null || refused || evaluations === budget ? [] : [[titles[i] ?? '', evaluations] as const],
  )
  const spent = plans.find(({ refused }) => !refused)?.evaluations
  if (isEven(plans) && asked.length === 0)
    return typeof spent === 'number' ? <p className={styles.note}>{words.even(spent)}</p> : null
  const better = evenBudget(
    lanes.map(({ settings }) => settings),
    budget,
  )
  return (
    <div className={styles.buttons}>
      <p className={styles.note}>{words.uneven(asked, budget)}</p>
      {better !== undefined && better !== budget && (
        <Button
          name={words.makeEven(better)}
          explain={words.makeEvenExplain}
          onPress={() => {
            allow(race, { budget: better })
          }}
        />
      )}
    </div>
  )
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
  const { lanes, allowance } = useRaceState((state) => state)
  const words = raceText
  const { mode, budget } = allowance
  const samples = lanes[0]?.settings.samples ?? 1
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
        options={(['1', '4'] as const).map((value) => ({ value, label: whole(Number(value)) }))}
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
          disabled={lanes.length >= MOST_LANES}
          onPress={() => {
            addLane(race)
          }}
        />
      </div>
      <div className={styles.wide}>
        <Evenness titles={titles} />
        <NetworksNote />
      </div>
    </div>
  )
}
