import { decidedText } from '../../i18n/decided'
import { Words } from '../../ui/words'
import { modelOf } from '../model/models'
import { isBrought } from './continuation'
import { useDecided, useDecidedStudy, useDoneSheets } from './context'
import styles from './decided.module.css'

/** How the sheets were made, and what their figures mean. */
export function Notes() {
  const { subject } = useDecidedStudy()
  const labels = useDecided((state) => state.labels)
  const words = decidedText.notes
  if (useDoneSheets().length === 0) return null
  const reads =
    modelOf(subject.settings).classifier === null ? words.noClassifier : labels ? words.read : words.classifierFailed
  const variance = modelOf(subject.settings).learned ? 'learned' : 'beta-tilde'
  const notes = [
    words.apart,
    reads,
    isBrought(subject) ? words.brought : words.own,
    words.variance[variance],
    words.seed,
  ]
  return (
    <p className={styles.note}>
      <Words>{notes.join(' ')}</Words>
    </p>
  )
}
