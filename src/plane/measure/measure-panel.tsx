import { planeText } from '../../i18n/plane'
import { Disclosure } from '../../ui/disclosure'
import { usePlaneRoom } from '../context'
import { likelihoodAt } from '../stage/likelihood-at'
import { GuidanceTruth } from './guidance-truth-part'
import { LikelihoodPanel } from './likelihood-panel'
import styles from './measure.module.css'
import { RacePanel } from './race-panel'

/** The measurements that are possible in the plane because the true distribution is known. */
export function MeasurePanel() {
  const { title, race, likelihood, guidance } = planeText.planeMeasure
  const at = likelihoodAt(usePlaneRoom())
  return (
    <section className={styles.all} aria-label={title}>
      <h2>{title}</h2>
      <Disclosure name={race.name} summary={race.summary}>
        <RacePanel />
      </Disclosure>
      <Disclosure
        name={likelihood.name}
        summary={likelihood.summary}
        onToggle={(open) => {
          at.setState({ open })
        }}
      >
        <LikelihoodPanel />
      </Disclosure>
      <Disclosure name={guidance.name} summary={guidance.summary}>
        <GuidanceTruth />
      </Disclosure>
    </section>
  )
}
