import { watchedRun } from '../run/player'
import type { Accuracy } from '../../network'
import { faultText } from '../../i18n'
import { settingsText } from '../../i18n/settings'
import { Button } from '../../ui/button'
import { Switch } from '../../ui/switch'
import { retryClassifier } from './classifier'
import { useModel, usePlayer, useWalk } from '../run/context'
import styles from './classifier-reading.module.css'
import { surest } from './readings'
import { currentFrame } from '../run/stage-pictures'
import { useFields } from '../run/use-fields'
import { verdict } from './verdict'
import { Words } from '../../ui/words'

/** Says whether the classifier is loading or failed to load; nothing once it has loaded. */
export function ClassifierStatus() {
  const words = settingsText.classifier
  const player = usePlayer()
  const classifier = useWalk((state) => state.classifier)
  switch (classifier.status) {
    case 'absent':
      return <p className={styles.note}>{words.waiting}</p>
    case 'ready':
      return null
    case 'loading': {
      const { done: doneBytes, total } = classifier
      const label = total ? words.loading(doneBytes, total) : words.preparing
      return (
        <p className={styles.note} role="status">
          <progress max={total || 1} {...(total > 0 && { value: doneBytes })} aria-label={label} /> {label}
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
  const words = settingsText.classifier
  const likeliest = surest(probabilities, 0, labels.length).label
  return (
    <ol className={styles.bars} style={{ gridTemplateRows: `repeat(${Math.ceil(labels.length / 2)}, auto)` }}>
      {labels.map((label, i) => (
        <li key={label} data-most={i === likeliest}>
          <span>{label}</span>
          <span className={styles.track} aria-hidden="true">
            <span style={{ inlineSize: `${100 * (probabilities[i] ?? 0)}%` }} />
          </span>
          <span>{words.sure(probabilities[i] ?? 0)}</span>
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
  const words = settingsText.classifier
  return (
    <ol
      className={styles.verdicts}
      style={{ gridTemplateColumns: `repeat(${Math.ceil(Math.sqrt(samples))}, minmax(0, 1fr))` }}
    >
      {Array.from({ length: samples }, (_, picture) => {
        const { label, probability } = surest(probabilities, picture, labels.length)
        const name = labels[label] ?? ''
        return (
          <li key={picture} aria-label={words.picture(picture + 1, name, probability)}>
            <strong>{name}</strong>
            <span className={styles.track} aria-hidden="true">
              <span style={{ inlineSize: `${100 * probability}%` }} />
            </span>
            <small>{words.sure(probability)}</small>
          </li>
        )
      })}
    </ol>
  )
}

/** The classifier's accuracy on real pictures at the measured noise level nearest to t. */
function accuracyNear(accuracy: readonly Accuracy[], t: number): Accuracy | undefined {
  return accuracy.toSorted(([a], [b]) => Math.abs(a - t) - Math.abs(b - t))[0]
}

/** What the classifier sees in the shown frame. */
function Reading() {
  const words = settingsText.classifier
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
        {verdict(reading, labels, askedLabel, samples)} {near && <Words>{words.accuracy(near[0], near[1])}</Words>}
      </p>
    </>
  )
}

/** The classifier's opinion on xₜ, if there is a classifier for these pictures; hidden until the visitor switches it on. */
export function ClassifierReading() {
  const words = settingsText.classifier
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
