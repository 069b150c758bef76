import { type Level, level } from '../../diffusion'
import { inspectText } from '../../i18n/inspect'
import { shownScale } from '../../runs/levels'
import { Words } from '../../ui/words'
import { useSchedule, useWalk } from '../run/context'
import { forwardFrame } from '../run/player'
import { shownRange } from '../run/walk-run'
import { type Seen, useSeen } from './context'
import styles from './inspector.module.css'
import { Legend, LineChart } from './line-chart'
import { densitySteps, heightsOf, type Spectra, spectraOf } from './spectrum'
import { ofSample } from './subject'

/** A noisy picture, its level, and its data: known, or the network's guess. */
interface Pair {
  readonly state: Float32Array
  readonly data: Float32Array
  readonly at: Level
}

function usePair(seenStep: Seen): Pair | undefined {
  const { player, run, step, sample, forward, lookedStep } = seenStep
  const t = useWalk(({ settings }) => settings.t)
  useWalk(({ pictures }) => pictures)
  const { schedule } = useSchedule()
  if (forward) {
    const frame = forwardFrame(player, t)
    return frame && { state: frame.xt.slice(), data: frame.x0, at: level(schedule, t) }
  }
  const [before, after] = [run.frames[step - 1]?.xt, run.frames[step]?.x0Hat]
  const at = run.levels[step - 1]
  const keptX0Hat =
    after && Float32Array.from(ofSample(after, run, sample), (byte) => shownRange.x0Hat * (byte / 127.5 - 1))
  const data = lookedStep?.answer.x0Hat ?? keptX0Hat
  return before && at && data && { state: ofSample(before, run, sample), data, at }
}

function Histogram({ pair, names }: { pair: Pair; names: readonly [string, string] }) {
  const words = inspectText.spectrum
  const range = Math.max(1.5, 3.5 / shownScale(pair.at))
  const lines = [
    { name: names[0], look: 3, spots: densitySteps(pair.state, range) },
    { name: names[1], look: 0, spots: densitySteps(pair.data, range) },
  ]
  return (
    <figure className={styles.chart}>
      <LineChart
        label={words.histogram}
        lines={lines}
        x={{ name: words.value, low: -range, high: range }}
        y={{ name: words.density }}
        height={150}
      />
      <Legend lines={lines.map(({ name, look }) => ({ key: name, look, name: <Words>{name}</Words> }))} />
      <figcaption className={styles.note}>
        <Words>{words.histogram}</Words>
      </figcaption>
    </figure>
  )
}

function Spectrum({ spectra, names }: { spectra: Spectra; names: readonly [string, string] }) {
  const words = inspectText.spectrum
  const { state, data, floor, drowns, finest } = spectra
  const lines = [
    { name: names[0], look: 3, spots: state },
    { name: words.scaled(names[1]), look: 0, spots: data },
  ]
  return (
    <figure className={styles.chart}>
      <LineChart
        label={words.spectrum}
        lines={lines}
        x={{ name: words.frequency, low: 0, high: finest }}
        y={{ name: words.power, log: true, range: heightsOf(spectra) }}
        floors={floor > 0 ? [{ y: floor, name: words.floor }] : []}
        marks={drowns > 0 && drowns <= finest ? [{ x: drowns, name: words.here }] : []}
        height={190}
      />
      <Legend lines={lines.map(({ name, look }) => ({ key: name, look, name: <Words>{name}</Words> }))} />
      <p className={styles.number} data-drowns={drowns}>
        <Words>{words.drowns(drowns, finest)}</Words>
      </p>
      <figcaption className={styles.note}>
        <Words>{words.spectrum}</Words>
      </figcaption>
    </figure>
  )
}

/** How the values are spread, and how much of the coarse and of the fine rises above the noise. */
export function SpectrumView() {
  const words = inspectText.spectrum
  const seenStep = useSeen()
  const pair = usePair(seenStep)
  const names = [words.state, seenStep.forward ? words.data : words.guess] as const
  return (
    <>
      <p className={styles.first}>
        <Words>{words.intro}</Words>
      </p>
      {pair && (
        <>
          <Spectrum spectra={spectraOf(pair.state, pair.data, seenStep.run.shape, pair.at)} names={names} />
          <Histogram pair={pair} names={names} />
        </>
      )}
    </>
  )
}
