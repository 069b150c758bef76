import { differText } from '../../i18n/differ'
import type { FileArrays } from '../../files/read/arrays'
import { toSide } from '../../runs/playback'
import { lastRecorded, stepsOf } from '../../runs/run'
import { T } from '../../runs/timeline'
import { useFaultText } from '../../shell/use-fault-text'
import { Button } from '../../ui/button'
import { LineChart } from '../inspect/line-chart'
import { goLive } from '../run/begin'
import { usePlayer, useWalk } from '../run/context'
import { patchSettings, watchedRun } from '../run/player'
import { type Compared, isWhole, useCause, useCompared, useRun } from './comparing'
import styles from './differ.module.css'
import { Strips } from './strips'
import { VerdictView } from './verdict'

/** Says that frames of the walk are missing, and computes them. */
function Missing() {
  const words = differText.compare
  const player = usePlayer()
  const run = useRun()
  const ready = useWalk(({ engine }) => engine.status === 'ready')
  if (isWhole(run)) return null
  return (
    <div className={styles.bar}>
      <p>{ready ? words.missing(Math.max(0, lastRecorded(run)), stepsOf(run)) : words.recording}</p>
      <Button
        kind="primary"
        name={words.compute}
        explain={words.computeExplain}
        disabled={!ready}
        onPress={() => {
          patchSettings(player, { direction: 'reverse' })
          if (watchedRun(player).source === 'recording') goLive(player)
          toSide(player, 'data')
        }}
      />
    </div>
  )
}

/** The root mean square of every frame's difference, over t. */
function Curve({ compared: { pairs, tolerances, verdict, run } }: { compared: Compared }) {
  const words = differText.compare
  const spots = pairs.filter(({ rms }) => rms > 0).map(({ t, rms }) => [t, rms] as const)
  if (spots.length < 2) return null
  const rounding = pairs.toReversed().flatMap(({ frame, t }) => {
    const tolerance = tolerances[frame] ?? 0
    return tolerance > 0 ? [[t, tolerance] as const] : []
  })
  return (
    <LineChart
      label={words.curve}
      lines={[
        { name: words.rms, look: 0, spots, strong: true },
        { name: words.rounding, look: 1, spots: rounding, named: { x: 0, below: false } },
      ]}
      x={{ name: words.t, low: 0, high: T }}
      y={{ name: words.rms, log: true }}
      marks={verdict.kind === 'step' ? [{ x: run.times[verdict.frame] ?? 0, name: words.here }] : []}
      height={200}
    />
  )
}

function Sides({ compared }: { compared: Compared }) {
  const cause = useCause(compared)
  const words = differText.file
  const { trajectory, pairs, run } = compared
  return (
    <>
      <p className={styles.note}>
        {words.used(trajectory.name, trajectory.rows.length)} {trajectory.turned && words.turned}{' '}
        {words.readings[trajectory.reading]}
      </p>
      {pairs.length === 0 && <p>{differText.compare.none(run.times.length)}</p>}
      <VerdictView compared={compared} cause={cause} />
      {pairs.length > 0 && <Strips compared={compared} />}
      <Curve compared={compared} />
    </>
  )
}

/** A file's states beside the walk's. */
export function ComparisonView({ arrays }: { arrays: FileArrays }) {
  const compared = useCompared(arrays)
  const faultText = useFaultText()
  return (
    <section className={styles.part}>
      <h3>{differText.compare.title}</h3>
      <Missing />
      {compared &&
        ('code' in compared ? (
          <p role="alert">{faultText(compared.code, compared.details)}</p>
        ) : (
          <Sides compared={compared} />
        ))}
    </section>
  )
}
