import { faultText } from '../../i18n'
import { raceText } from '../../i18n/race'
import { stepsOf } from '../../runs/run'
import { Button } from '../../ui/button'
import { Words } from '../../ui/words'
import { type ChartLine, Legend, LineChart } from '../inspect/line-chart'
import { asksTwice } from '../run/advice'
import { pause } from './actions'
import { useRace, useRaceState } from './context'
import { distanceAt, FLOW_STEPS, flowKey, followsFlow } from './flow'
import { follow, groupsToFollow } from './follow'
import { frameAt } from './lanes'
import styles from './race.module.css'
import type { RaceState } from './store'

/** The distances of each lane over its evaluations. */
function linesOf(
  { lanes, flows }: Pick<RaceState, 'lanes' | 'flows'>,
  titles: readonly string[],
): readonly ChartLine[] {
  return lanes.map(({ run }, place) => ({
    name: `${place} ${titles[place] ?? ''}`,
    look: place,
    spots: run.frames.flatMap(({ nfe }, index) => {
      const distance = distanceAt(run, index, flows[flowKey(run)])
      return distance === undefined ? [] : [[nfe, distance] as const]
    }),
  }))
}

function Chart({ titles }: { titles: readonly string[] }) {
  const lanes = useRaceState((state) => state.lanes)
  const flows = useRaceState((state) => state.flows)
  const here = useRaceState(({ lanes: [first], share }) => first?.run.frames[frameAt(first.run, share)]?.nfe)
  const words = raceText.flow
  const lines = linesOf({ lanes, flows }, titles).filter(({ spots }) => spots.length > 0)
  const most = Math.max(1, ...lines.flatMap(({ spots }) => spots.map(([x]) => x)))
  if (lines.length === 0) return null
  return (
    <>
      <LineChart
        label={words.chart}
        lines={lines}
        x={{ name: words.x, low: 0, high: most }}
        y={{ name: words.y, log: true }}
        marks={here ? [{ x: here }] : []}
        height={240}
      />
      <Legend lines={lines.map(({ look, name }) => ({ look, key: name, name: titles[look] ?? '' }))} />
    </>
  )
}

/** Where each lane that has come to the data ends. */
function Ends({ titles }: { titles: readonly string[] }) {
  const lanes = useRaceState((state) => state.lanes)
  const flows = useRaceState((state) => state.flows)
  const words = raceText.flow
  const rows = lanes.flatMap(({ run }, place) => {
    const distance = distanceAt(run, stepsOf(run), flows[flowKey(run)])
    return distance === undefined ? [] : [{ place, distance, nfe: run.frames.at(-1)?.nfe ?? 0 }]
  })
  if (rows.length === 0) return null
  return (
    <table className={styles.table}>
      <caption>{words.table}</caption>
      <thead>
        <tr>
          <th scope="col">{words.lane}</th>
          <th scope="col">{words.x}</th>
          <th scope="col">{words.end}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ place, distance, nfe }) => (
          <tr key={place} data-distance={distance}>
            <th scope="row">{titles[place]}</th>
            <td>{raceText.facts.of(nfe, null)}</td>
            <td>{raceText.facts.distanceOf(distance)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** How far the lanes leave the exact flow: a walk of a thousand steps, which is begun by a press. */
export function FlowView({ titles }: { titles: readonly string[] }) {
  const race = useRace()
  const lanes = useRaceState((state) => state.lanes)
  const flows = useRaceState((state) => state.flows)
  const activity = useRaceState((state) => state.activity)
  const flowFault = useRaceState((state) => state.flowFault)
  const words = raceText.flow
  const due = groupsToFollow(lanes, flows)
  const evaluations = due.reduce((sum, [run]) => sum + (run ? FLOW_STEPS * (asksTwice(run.settings) ? 2 : 1) : 0), 0)
  const random = lanes.flatMap(({ run }, place) => (followsFlow(run) ? [] : [titles[place] ?? '']))
  const follows = activity.kind === 'follows'
  return (
    <section className={styles.flow} aria-labelledby="flow-title">
      <div className={styles.text}>
        <h3 id="flow-title">{words.title}</h3>
        <p>
          <Words>{words.intro}</Words>
        </p>
        <div className={styles.buttons}>
          {follows ? (
            <Button
              name={words.stop}
              explain={words.stopExplain}
              onPress={() => {
                pause(race)
              }}
            />
          ) : (
            <Button
              name={words.start(evaluations)}
              explain={words.startExplain}
              disabled={due.length === 0}
              onPress={() => {
                void follow(race)
              }}
            />
          )}
          {follows && <progress max={activity.all} value={activity.done} aria-label={words.title} />}
          <span role="status" className={styles.note}>
            {flowFault
              ? faultText(flowFault.code, flowFault.details)
              : random.length === lanes.length
                ? words.noLane
                : due.length === 0
                  ? words.done
                  : ''}
          </span>
        </div>
        {random.length > 0 && random.length < lanes.length && (
          <p className={styles.note}>{words.random(random.join('; '))}</p>
        )}
        <p className={styles.note}>{words.exact}</p>
      </div>
      <div className={styles.text}>
        <Chart titles={titles} />
        <Ends titles={titles} />
      </div>
    </section>
  )
}
