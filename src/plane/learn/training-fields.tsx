import { useShallow } from 'zustand/react/shallow'
import { fixed, perCent, significant } from '../../i18n/format/numbers'
import { text } from '../../i18n'
import { planeText } from '../../i18n/plane'
import { Choice } from '../../ui/choice'
import { Disclosure } from '../../ui/disclosure'
import { NumberInput } from '../../ui/number-input'
import { Range } from '../../ui/range'
import { Select } from '../../ui/select'
import { patchPlane, usePlane, usePlaneRoom } from '../context'
import { limits } from '../settings'
import styles from './learn-panel.module.css'

const optionsOf = <Value extends string>(labels: Readonly<Record<Value, string>>) =>
  (Object.keys(labels) as Value[]).map((value) => ({ value, label: labels[value] }))

/** What the network is taught, and how. All but the prediction can change while it learns. */
export function TrainingFields() {
  const words = planeText.planeLearning
  const plane = usePlaneRoom()
  const { prediction, weighting, timeSampling, pairing } = usePlane(
    useShallow(({ settings: { prediction, weighting, timeSampling, pairing } }) => ({
      prediction,
      weighting,
      timeSampling,
      pairing,
    })),
  )
  const early = usePlane(({ learning }) => learning.step === 0)
  return (
    <Disclosure
      name={words.lesson}
      summary={`${words.predictions[prediction]} · ${words.weightings[weighting]} · ${words.timeSamplings[timeSampling]}`}
    >
      <div className={styles.fields}>
        <Choice
          name={words.prediction}
          explain={words.predictionExplain[prediction]}
          value={prediction}
          options={optionsOf(words.predictions)}
          onChange={(next) => {
            patchPlane(plane, { prediction: next })
          }}
        />
        <Select
          name={words.weighting}
          explain={words.weightingExplain[weighting]}
          value={weighting}
          options={optionsOf(words.weightings)}
          onChange={(next) => {
            patchPlane(plane, { weighting: next })
          }}
        />
        <Select
          name={words.times}
          explain={words.timesExplain[timeSampling]}
          value={timeSampling}
          options={optionsOf(words.timeSamplings)}
          onChange={(next) => {
            patchPlane(plane, { timeSampling: next })
          }}
        />
        <Choice
          name={words.pairing}
          explain={`${words.pairingExplain[pairing]} ${pairing === 'independent' ? (early ? words.reflowEarly : '') : words.sdeNote}`}
          value={pairing}
          options={optionsOf(words.pairings).map((option) => ({
            ...option,
            disabled: option.value === 'reflow' && early,
          }))}
          onChange={(next) => {
            patchPlane(plane, { pairing: next })
          }}
        />
      </div>
    </Disclosure>
  )
}

const WIDTHS = [8, 16, 32, 64, 128, 256, 512]
const BATCHES = [16, 32, 64, 128, 256, 512, 1024, 2048, 4096]
/** Learning rates in quarters of a decade, from 10⁻⁵ to 100. */
const RATES = Array.from({ length: 29 }, (_, i) => 10 ** (i / 4 - 5))

const nearest = (values: readonly number[], value: number) =>
  values.reduce(
    (best, each, i) =>
      Math.abs(Math.log(each / value)) < Math.abs(Math.log((values[best] ?? NaN) / value)) ? i : best,
    0,
  )

interface ByRatioProps {
  readonly name: string
  readonly explain?: string
  readonly value: number
  readonly values: readonly number[]
  readonly format: (value: number) => string
  readonly onRelease?: boolean
  readonly onChange: (value: number) => void
}

/** A range whose positions stand at equal ratios, not differences. */
function ByRatio({ name, explain, value, values, format, onRelease = false, onChange }: ByRatioProps) {
  const position = nearest(values, value)
  return (
    <Range
      name={name}
      value={position}
      min={0}
      max={values.length - 1}
      step={1}
      format={(index) => format(index === position ? value : (values[index] ?? value))}
      onRelease={onRelease}
      {...(explain && { explain })}
      onChange={(index) => {
        onChange(values[index] ?? value)
      }}
    />
  )
}

/** The size of the network, and the size of its learning steps. */
export function SizeFields() {
  const words = planeText.planeLearning
  const plane = usePlaneRoom()
  const { width, depth, batch, learningRate, dropClass } = usePlane(
    useShallow(({ settings: { width, depth, batch, learningRate, dropClass } }) => ({
      width,
      depth,
      batch,
      learningRate,
      dropClass,
    })),
  )
  return (
    <Disclosure name={words.size} summary={words.sizeNow(width, depth, batch)}>
      <div className={styles.fields}>
        <ByRatio
          name={words.rate}
          explain={words.rateExplain}
          value={learningRate}
          values={RATES}
          format={(rate) => significant(rate, 2, false)}
          onChange={(next) => {
            patchPlane(plane, { learningRate: Number(next.toPrecision(2)) })
          }}
        />
        <ByRatio
          name={words.batch}
          explain={words.batchExplain}
          value={batch}
          values={BATCHES}
          format={(n) => fixed(n, 0)}
          onChange={(next) => {
            patchPlane(plane, { batch: next })
          }}
        />
        <ByRatio
          name={words.width}
          value={width}
          values={WIDTHS}
          format={(n) => fixed(n, 0)}
          onRelease
          onChange={(next) => {
            patchPlane(plane, { width: next })
          }}
        />
        <NumberInput
          name={words.depth}
          value={depth}
          min={1}
          max={8}
          less={text.less}
          more={text.more}
          onChange={(next) => {
            patchPlane(plane, { depth: next })
          }}
        />
        <Range
          name={words.hidden}
          explain={dropClass === 1 ? words.hiddenAll : words.hiddenExplain}
          value={dropClass}
          min={limits.dropClass[0]}
          max={limits.dropClass[1]}
          step={0.1}
          format={(share) => `${perCent(share)} %`}
          onRelease
          onChange={(next) => {
            patchPlane(plane, { dropClass: Number(next.toFixed(1)) })
          }}
        />
        <p className={styles.note}>{words.sizeExplain}</p>
      </div>
    </Disclosure>
  )
}
