import { useMemo } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { Slot } from '../../engine/protocol/plane'
import { faultText } from '../../i18n'
import { fixed } from '../../i18n/format/numbers'
import { planeText } from '../../i18n/plane'
import { usePlane, usePlaneRoom } from '../context'
import { usePlanePlayer } from '../player-context'
import { shrunkBy } from '../scale'
import type { Field } from './field'
import { LEAST_NOISE } from './field-question'
import { Legends } from './legends'
import { likelihoodAt } from './likelihood-at'
import type { StageView } from './moment'
import { dataWords, particleWords } from './picture-words'
import type { Probe } from './probe'
import type { Scene } from './scene'
import styles from './stage.module.css'
import { Words } from '../../ui/words'

const nothing = createStore<StageView>()(() => ({ failed: false }))
const useSeen = <Value,>(scene: Scene | undefined, select: (view: StageView) => Value): Value =>
  useStore(scene?.viewStore ?? nothing, select)

/** What a stage shows: in one line, and as a description for those who do not see the picture. */
export interface Words {
  readonly line: string
  /** Where the particles stand and lie; and all that is seen. They are asked for when they are due: each looks at every particle. */
  readonly standing: () => string
  readonly summary: () => string
}

export function useWords(scene: Scene | undefined, slot: Slot): Words {
  const player = usePlanePlayer()
  const settings = usePlane((state) => state.settings)
  const pointSet = usePlane((state) => state.points)
  const points = pointSet.labels.length
  usePlane(({ run }) => run.recorded[slot])
  const kind = useSeen(scene, ({ field }) => field?.question.heatMap)
  const words = planeText.planeStage
  const frame = player.stageFrame(slot)
  const { times } = player.run(slot)
  const particles = (frame?.xt.length ?? 0) / 2
  const line = !frame
    ? words.waiting
    : frame.index < 0
      ? words.particlesForward(particles, settings.t)
      : words.particlesReverse(particles, times[frame.index] ?? NaN, frame.index, times.length - 1)
  const colours =
    settings.colourBy === 'start'
      ? words.byStart
      : settings.colourBy === 'none'
        ? ''
        : settings.direction === 'forward'
          ? words.byClass
          : words.byClassReverse
  const field = kind && kind !== 'none' ? words.heatExplain[kind](points) : ''
  const half = scene?.half() ?? 3
  const data = useMemo(() => dataWords(settings.points, pointSet, half), [settings.points, pointSet, half])
  const standing = () => [`${line}.`, frame ? particleWords(frame.xt, half, shrunkBy(frame.at)) : ''].join(' ').trim()
  return {
    line,
    standing,
    summary: () =>
      [standing(), data, field, frame ? colours : '', settings.dataShown ? words.data(points) : '']
        .filter(Boolean)
        .join(' '),
  }
}

/** Shows log q at the pointer, by formula and by the flow. */
function LikelihoodReadings({ probe: { place } }: { probe: Probe }) {
  const { densities } = useStore(likelihoodAt(usePlaneRoom()))
  const words = planeText.planeStage.probe
  const where = (
    <span>
      <Words>{words.at(place[0], place[1])}</Words>
    </span>
  )
  if (densities && 'fault' in densities)
    return (
      <>
        {where} <span role="status">{faultText(densities.fault.code, densities.fault.details)}</span>
      </>
    )
  const nats = (value: number | undefined) => (value === undefined ? '…' : fixed(value, 3))
  const [exact, flow] = [densities?.exact, densities?.flow]
  return (
    <>
      {where}
      <span>
        <Words>{words.flow}</Words> <b>{nats(flow)}</b>
      </span>
      <span>
        {words.exact} <b>{densities && exact === undefined ? words.unknown : nats(exact)}</b>
      </span>
      <span>
        {words.difference} <b>{exact === undefined || flow === undefined ? '…' : words.nats(flow - exact)}</b>
      </span>
    </>
  )
}

/** Shows the numbers of the exact answer at the pointer. */
function Readings({ probe: { place, mean, score, logDensity, lines, covered } }: { probe: Probe }) {
  const points = usePlane((state) => state.points.labels.length)
  const words = planeText.planeStage.probe
  return (
    <>
      <span>
        <Words>{words.at(place[0], place[1])}</Words>
      </span>
      <strong>
        <Words>{words.mean(mean[0], mean[1])}</Words>
      </strong>
      <span>
        <Words>{words.score(score[0], score[1])}</Words>
      </span>
      <span>
        <Words>{words.logDensity(logDensity)}</Words>
      </span>
      <span>
        <Words>{lines.length === 1 ? words.oneLine(covered) : words.lines(lines.length, points, covered)}</Words>
      </span>
    </>
  )
}

/** A note for when nothing is pointed at: what to know about the picture, or that one can point at it. */
function Notes({ field, failed }: { field: Field | undefined; failed: boolean }) {
  const words = planeText.planeStage
  if (failed) return <span role="status">{words.failed}</span>
  const { noise, scale } = field
    ? { noise: field.question.at.noise, scale: field.question.scale }
    : { noise: 1, scale: 1 }
  const isLimited = Math.abs(noise / scale - LEAST_NOISE) < 1e-9
  const isScaled = Math.abs(scale - 1) > 0.01
  if (!isLimited && !isScaled)
    return (
      <span>
        <Words>{words.probe.hint}</Words>
      </span>
    )
  return (
    <span className={styles.note}>
      {isLimited && <Words>{words.limited(LEAST_NOISE)}</Words>} {isScaled && <Words>{words.beyond}</Words>}
    </span>
  )
}

/** The caption of a picture: what it shows, what its colours and lines mean, and the numbers at the pointer. */
export function Caption({ scene, slot, words }: { scene: Scene | undefined; slot: Slot; words: Words }) {
  const field = useSeen(scene, (view) => view.field)
  const flow = useSeen(scene, (view) => view.flow)
  const map = usePlane(({ settings }) => settings.heatMap)
  const likelihood = useStore(
    likelihoodAt(usePlaneRoom()),
    ({ open, slot: at }) => (open || map === 'likelihood') && at === slot,
  )
  const probe = useSeen(scene, (view) => view.probe)
  const failed = useSeen(scene, (view) => view.failed)
  return (
    <figcaption className={styles.caption}>
      <span>
        <Words>{words.line}</Words>
      </span>
      <Legends field={field} flow={flow} />
      <div className={styles.readings}>
        {probe ? (
          likelihood ? (
            <LikelihoodReadings probe={probe} />
          ) : (
            <Readings probe={probe} />
          )
        ) : (
          <Notes field={field} failed={failed} />
        )}
      </div>
    </figcaption>
  )
}
