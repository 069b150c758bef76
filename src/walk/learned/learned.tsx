import { learnedText } from '../../i18n/learned'
import { useModel } from '../run/context'
import styles from './learned.module.css'
import { MomentsView } from './moments-view'
import { SamplingCard } from './sampling-card'
import { ThousandView } from './thousand-view'
import { TrainingCard } from './training-card'

/** How the network learned: the training algorithm beside the sampling algorithm, and the loss that training lowers. */
export function Learned() {
  const { id } = useModel()
  return (
    <div className={styles.learned} key={id}>
      <p className={styles.intro}>
        {learnedText.intro} <span className={styles.source}>{learnedText.source}</span>
      </p>
      <div className={styles.both}>
        <TrainingCard />
        <SamplingCard />
      </div>
      <ThousandView />
      <MomentsView />
    </div>
  )
}
