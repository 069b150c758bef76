import { useMemo } from 'react'
import { useStore } from 'zustand'
import { faultText } from '../../i18n'
import { integer } from '../../i18n/format/numbers'
import { qualityText } from '../../i18n/quality'
import { pageLink } from '../../shell/page-link'
import { Button } from '../../ui/button'
import { Choice } from '../../ui/choice'
import { saveFile } from '../../ui/save-file'
import { Words } from '../../ui/words'
import type { Settings } from '../model/settings'
import { usePlayer } from '../run/context'
import { writeLink } from '../run/link'
import { scoresCsv } from './csv'
import { Curves } from './curves'
import { Figures } from './figures'
import styles from './quality.module.css'
import { type Quality, qualityOf, type Wish } from './store'
import { COUNTS, type LeftOut, type Trial } from './trial'
import type { Drawn } from './work'

/** What the race says of itself. */
interface QualityViewProps {
  /** What would be measured. */
  readonly planOf: (at: Wish['at']) => { readonly trials: readonly Trial[]; readonly leftOut: LeftOut }
  /** Names lanes by what differs between them. */
  readonly namesOf: (lanes: readonly Settings[]) => readonly string[]
  /** Called before pictures are drawn. */
  readonly onStart: () => void
}

function Wishes({ quality, running }: { quality: Quality; running: boolean }) {
  const { count, at } = useStore(quality.store)
  const words = qualityText
  return (
    <div className={styles.wishes}>
      <Choice
        name={words.at}
        explain={words.atsExplain[at]}
        value={at}
        disabled={running}
        options={(['curve', 'race'] as const).map((value) => ({ value, label: words.ats[value] }))}
        onChange={(next) => {
          quality.store.setState({ at: next })
        }}
      />
      <Choice
        name={words.pictures}
        value={String(count)}
        disabled={running}
        options={COUNTS.map((value) => ({ value: String(value), label: integer(value) }))}
        onChange={(next) => {
          const pictureCount = COUNTS.find((each) => String(each) === next)
          if (pictureCount) quality.store.setState({ count: pictureCount })
        }}
      />
    </div>
  )
}

const saveTable = (result: Drawn) => {
  const table = scoresCsv(result.scores, result, ({ trial }) => pageLink(writeLink(trial.settings)))
  saveFile('race.csv', new Blob([table], { type: 'text/csv' }))
}

/** How far the work has come, in words and as a bar. */
function Progress({ quality, total }: { quality: Quality; total: number }) {
  const { status, result, fault } = useStore(quality.job.store)
  const words = qualityText.progress
  const donePictures = result.scores.reduce((sum, { n }) => sum + n, 0)
  const running = status === 'running'
  const sentence = {
    idle: '',
    running: donePictures === 0 ? words.loads : words.draws,
    stopped: words.stopped,
    done: result.scores.some(({ why }) => why) ? '' : words.done,
    failed: fault ? faultText(fault.code, fault.details) : '',
  }
  return (
    <>
      {running && <progress max={total} value={donePictures} aria-label={words.name} />}
      <span role="status" className={styles.note} data-quality={status}>
        {sentence[status]} {result.wasLost && words.lost}
      </span>
    </>
  )
}

function Notes({ leftOut, drawn: result }: { leftOut: LeftOut; drawn: Drawn }) {
  const words = qualityText
  const distance = result.reference === null ? words.noReference : words.distance
  const reasons = ['unread', 'led', 'refused'] as const
  return (
    <>
      {reasons.map(
        (reason) =>
          leftOut[reason].length > 0 && (
            <p key={reason} className={styles.note}>
              {words.leftOut[reason](leftOut[reason])}
            </p>
          ),
      )}
      {[words.sameNoise, words.meaning, distance].map((note) => (
        <p key={note} className={styles.note}>
          <Words>{note}</Words>
        </p>
      ))}
    </>
  )
}

/** How often each lane draws what it is asked for: many pictures, counted by a classifier. */
export function QualityView({ planOf, namesOf, onStart }: QualityViewProps) {
  const quality = qualityOf(usePlayer())
  const { at, count } = useStore(quality.store)
  const { status, result } = useStore(quality.job.store)
  const { trials, leftOut } = useMemo(() => planOf(at), [planOf, at])
  const running = status === 'running'
  const words = qualityText
  const evaluations = trials.reduce((sum, trial) => sum + count * (trial.evaluations ?? 0), 0)
  const draw = {
    name: words.draw(evaluations),
    explain: words.drawExplain,
    onPress: () => {
      onStart()
      quality.draw(trials)
    },
  }
  const stop = { name: words.stop, explain: words.stopExplain, onPress: quality.job.stop }
  return (
    <section className={styles.quality} aria-labelledby="quality-title">
      <div className={styles.text}>
        <h3 id="quality-title">{words.title}</h3>
        <p>
          <Words>{words.intro}</Words>
        </p>
        <Wishes quality={quality} running={running} />
        <div className={styles.buttons}>
          <Button disabled={!running && trials.length === 0} {...(running ? stop : draw)} />
          <Button
            name={words.save}
            explain={words.saveExplain}
            disabled={!result.scores.some(({ n }) => n > 0)}
            onPress={() => {
              saveTable(result)
            }}
          />
          <Progress quality={quality} total={count * result.scores.length} />
        </div>
        <Notes leftOut={leftOut} drawn={result} />
      </div>
      <div className={styles.text}>
        <Curves drawn={result} namesOf={namesOf} />
        <Figures drawn={result} namesOf={namesOf} />
      </div>
    </section>
  )
}
