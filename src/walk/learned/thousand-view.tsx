import { useState } from 'react'
import { useStore } from 'zustand'
import { lossCurve, lossTargets, type LossTarget, meanLoss } from '../../diffusion'
import { faultText } from '../../i18n'
import { learnedText } from '../../i18n/learned'
import { T } from '../../runs/timeline'
import { Button } from '../../ui/button'
import { Choice } from '../../ui/choice'
import { Words } from '../../ui/words'
import { type ChartLine, Legend, LineChart } from '../inspect/line-chart'
import { useModel, usePlayer, useWalk } from '../run/context'
import { picturesOf } from './draws'
import styles from './learned.module.css'
import { ANSWERERS, type Answerer, BINS, type Press, PRESSES, thousandOf } from './thousand'

/** The loss of an answerer over t, for one target. */
export const curveOf = (presses: readonly Press[], answerer: Answerer, target: LossTarget) =>
  lossCurve(
    presses.map(({ t, losses }) => ({ t, loss: losses[answerer][target] })),
    T,
    BINS,
  )

function Curves({ presses, target }: { presses: readonly Press[]; target: LossTarget }) {
  const words = learnedText.thousand
  const curves = ANSWERERS.map((answerer) => ({ answerer, curve: curveOf(presses, answerer, target) }))
  const lines = curves.map(({ answerer, curve }, look): ChartLine => ({
    name: words.answerers[answerer],
    look,
    spots: curve.map(({ low, high, mean }) => [(low + high) / 2, mean] as const),
    errors: curve.map(({ error }) => 2 * error),
    strong: answerer === 'network',
  }))
  const means = curves.map(({ answerer, curve }) => ({ answerer, ...meanLoss(curve) }))
  const [networkLoss] = means
  return (
    <figure className={styles.chart}>
      <LineChart
        label={words.label(words.targets[target], networkLoss?.mean ?? NaN, networkLoss?.error ?? NaN)}
        lines={lines}
        x={{ name: words.t, low: 0, high: T }}
        y={{ name: words.loss, log: true }}
        height={240}
      />
      <Legend
        lines={means.map(({ answerer, mean, error }, look) => ({
          look,
          key: answerer,
          name: (
            <span data-mean={answerer} data-value={mean} data-error={error}>
              {words.mean(words.answerers[answerer], mean, error)}
            </span>
          ),
        }))}
      />
      <figcaption className={styles.note}>{words.means}</figcaption>
    </figure>
  )
}

/** A thousand rounds of algorithm 1 at once: the loss over t, for each target, beside that of who knows nothing. */
export function ThousandView() {
  const player = usePlayer()
  const { prediction } = useModel()
  const [job] = useState(() => thousandOf(player))
  const { status, result: presses, fault } = useStore(job.store)
  const [target, setTarget] = useState<LossTarget>('epsilon')
  const ready = useWalk(({ engine }) => engine.status === 'ready')
  const words = learnedText.thousand
  const running = status === 'running'
  return (
    <section className={styles.row} aria-labelledby="thousand-title" data-status={status}>
      <div className={styles.text}>
        <h3 id="thousand-title">{words.title}</h3>
        <p>{words.intro}</p>
        <div className={styles.buttons}>
          {running ? (
            <Button name={words.stop} explain={words.stopExplain} onPress={job.stop} />
          ) : (
            <Button
              kind="primary"
              name={presses.length > 0 ? words.again : words.start}
              explain={words.startExplain}
              disabled={!ready}
              onPress={job.start}
            />
          )}
          {running && <progress max={PRESSES} value={presses.length} aria-label={words.title} />}
          <span role="status" className={styles.note}>
            {running && words.progress(presses.length, PRESSES)}
            {status === 'stopped' && words.stopped(presses.length)}
            {fault && faultText(fault.code, fault.details)}
          </span>
        </div>
        <Choice
          name={words.target}
          value={target}
          options={lossTargets.map((value) => ({ value, label: words.targets[value] }))}
          explain={words.targetExplain[target]}
          onChange={setTarget}
        />
        <p className={styles.note}>
          <Words>{words.own(words.targets[prediction])}</Words>
        </p>
      </div>
      <div className={styles.found}>
        {presses.length > 0 ? (
          <>
            <Curves presses={presses} target={target} />
            <p className={styles.note}>{words.note(presses.length, BINS, picturesOf(player)?.x0.length ?? 0)}</p>
          </>
        ) : (
          <p className={styles.empty}>{words.none}</p>
        )}
      </div>
    </section>
  )
}
