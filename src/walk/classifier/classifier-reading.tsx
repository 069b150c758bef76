import { watchedRun } from '../run/player'
import type { Accuracy } from '../../network'
import { faultText, fixed } from '../../i18n'
import { settingsText } from '../../i18n/settings'
import { Button } from '../../ui/button'
import { Switch } from '../../ui/switch'
import { retryClassifier } from './classifier'
import { useModel, usePlayer, useWalk } from '../run/context'
import styles from './classifier-reading.module.css'
import { countOf, surest } from './readings'
import { currentFrame } from '../run/shown'
import { useFields } from '../run/use-fields'
import { Words } from '../../ui/words'

const words = settingsText.classifier
const percent = (share: number) => fixed(100 * share, share < 0.0995 ? 1 : 0)
const kilobytes = (bytes: number) => fixed(bytes / 1000, 0)

/** Says whether the classifier is loading or failed to load; nothing once it has loaded. */
export function ClassifierStatus() {
  const player = usePlayer()
  const classifier = useWalk((state) => state.classifier)
  switch (classifier.status) {
    case 'absent':
      return <p className={styles.note}>{words.waiting}</p>
    case 'ready':
      return null
    case 'loading': {
      const { done, total } = classifier
      const label = total ? words.loading(kilobytes(done), kilobytes(total)) : words.preparing
      return (
        <p className={styles.note} role="status">
          <progress max={total || 1} {...(total > 0 && { value: done })} aria-label={label} /> {label}
        </p>
      )
    }
    case 'failed':
      return (
        <div className={styles.failed} role="alert">
          <p>{words.failed(faultText(classifier.fault.code, classifier.fault.details))}</p>
          <Button
            name={words.retry}
            explain={words.retryExplain}
            onPress={() => {
              retryClassifier(player)
            }}
          />
        </div>
      )
  }
}

/** The probabilities of one picture, one bar per class. */
function Bars({ probabilities, labels }: { probabilities: Float32Array; labels: readonly string[] }) {
  const likeliest = surest(probabilities, 0, labels.length).label
  return (
    <ol className={styles.bars} style={{ gridTemplateRows: `repeat(${Math.ceil(labels.length / 2)}, auto)` }}>
      {labels.map((label, i) => (
        <li key={label} data-most={i === likeliest}>
          <span>{label}</span>
          <span className={styles.track} aria-hidden="true">
            <span style={{ inlineSize: `${100 * (probabilities[i] ?? 0)}%` }} />
          </span>
          <span>{words.sure(percent(probabilities[i] ?? 0))}</span>
        </li>
      ))}
    </ol>
  )
}

/** The likeliest class of each of several pictures, arranged like the large picture. */
function Verdicts({
  probabilities,
  labels,
  samples,
}: {
  probabilities: Float32Array
  labels: readonly string[]
  samples: number
}) {
  return (
    <ol
      className={styles.verdicts}
      style={{ gridTemplateColumns: `repeat(${Math.ceil(Math.sqrt(samples))}, minmax(0, 1fr))` }}
    >
      {Array.from({ length: samples }, (_, picture) => {
        const { label, probability } = surest(probabilities, picture, labels.length)
        const name = labels[label] ?? ''
        return (
          <li key={picture} aria-label={words.picture(fixed(picture + 1, 0), name, percent(probability))}>
            <strong>{name}</strong>
            <span className={styles.track} aria-hidden="true">
              <span style={{ inlineSize: `${100 * probability}%` }} />
            </span>
            <small>{words.sure(percent(probability))}</small>
          </li>
        )
      })}
    </ol>
  )
}

/** A sentence that compares the reading with the class that the walk asks for. */
function verdict(reading: Float32Array, labels: readonly string[], askedLabel: number | null, samples: number): string {
  const askedName = askedLabel === null ? '' : (labels[askedLabel] ?? '')
  if (samples > 1)
    return askedLabel === null
      ? ''
      : words.agreed(fixed(countOf(reading, labels.length, askedLabel), 0), fixed(samples, 0), askedName)
  const { label, probability } = surest(reading, 0, labels.length)
  const [name, sure] = [labels[label] ?? '', percent(probability)]
  if (askedLabel === null) return words.one(name, sure)
  return label === askedLabel ? words.oneAgreed(name, sure) : words.oneOther(name, sure, askedName)
}

/** The classifier's accuracy on real pictures at the measured noise level nearest to t. */
function accuracyNear(accuracy: readonly Accuracy[], t: number): Accuracy | undefined {
  return accuracy.toSorted(([a], [b]) => Math.abs(a - t) - Math.abs(b - t))[0]
}

/** What the classifier sees in the shown frame. */
function Reading() {
  const player = usePlayer()
  const classifier = useWalk((state) => state.classifier)
  const reading = useWalk((state) => currentFrame(player, state)?.reading)
  const recording = useWalk(({ run }) => run.source === 'recording')
  const frame = useWalk(({ settings }) => settings.frame)
  const askedLabel = useWalk(({ settings }) => settings.label)
  if (recording) return <p className={styles.note}>{words.recording}</p>
  if (classifier.status !== 'ready') return <ClassifierStatus />
  if (!reading) return <p className={styles.note}>{words.reading}</p>
  const { labels, accuracy } = classifier
  const { samples, times } = watchedRun(player)
  const near = accuracyNear(accuracy, times[frame] ?? 0)
  return (
    <>
      {samples === 1 ? (
        <Bars probabilities={reading} labels={labels} />
      ) : (
        <Verdicts probabilities={reading} labels={labels} samples={samples} />
      )}
      <p className={styles.note}>
        {verdict(reading, labels, askedLabel, samples)}{' '}
        {near && <Words>{words.accuracy(fixed(near[0], 0), percent(near[1]))}</Words>}
      </p>
    </>
  )
}

/** The classifier's opinion on xₜ, if there is a classifier for these pictures; hidden until the visitor switches it on. */
export function ClassifierReading() {
  const { settings, set } = useFields()
  if (useModel().classifier === null) return null
  return (
    <div className={styles.reading}>
      <Switch
        name={words.judge}
        {...(!settings.judge && { explain: words.judgeExplain })}
        on={settings.judge}
        onChange={(judge) => {
          set({ judge })
        }}
      />
      {settings.judge && <Reading />}
    </div>
  )
}
