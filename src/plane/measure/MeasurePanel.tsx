import { planeText } from '../../i18n/plane'
import { Disclosure } from '../../ui/Disclosure'
import { GuidanceTruth } from './GuidanceTruth'
import { LikelihoodPanel } from './LikelihoodPanel'
import styles from './Measure.module.css'
import { RacePanel } from './RacePanel'

const { title, race, likelihood, guidance } = planeText.planeMeasure

/** What can be measured in the plane because the truth is known. */
export function MeasurePanel() {
  return (
    <section className={styles.all} aria-label={title}>
      <h2>{title}</h2>
      <Disclosure name={race.name} summary={race.summary}><RacePanel /></Disclosure>
      <Disclosure name={likelihood.name} summary={likelihood.summary}><LikelihoodPanel /></Disclosure>
      <Disclosure name={guidance.name} summary={guidance.summary}><GuidanceTruth /></Disclosure>
    </section>
  )
}
