import { decidedText } from '../../i18n/decided'
import { Words } from '../../ui/words'
import { askedLabel, SAMPLES } from './continuation'
import { useDecided, useDecidedStudy, useDoneSheets, useWholeVariety } from './context'
import styles from './decided.module.css'
import { type DoneSheet, ranked } from './sheet'
import { classDecision, type Decision, varietyDecision } from './summary'

/** How many classes a sheet's pictures are read as, and the most frequent of them. */
function readAs({ counts = [] }: DoneSheet, labels: readonly string[]) {
  const all = ranked(counts)
  return { kinds: all.length, most: all[0]?.count ?? 0, name: labels[all[0]?.label ?? -1] ?? '' }
}

function classSentence(decision: Decision, labels: readonly string[], hasAskedClass: boolean): string {
  const words = decidedText
  if (decision.when === 'before')
    return words.classBefore(decision.noisiest.t, readAs(decision.noisiest, labels).name, hasAskedClass)
  if (decision.when === 'later') return words.classLater(decision.cleanest.t, readAs(decision.cleanest, labels).kinds)
  const { open, decided } = decision
  const { most, name } = readAs(decided, labels)
  return words.classBetween(open.t, readAs(open, labels).kinds, decided.t, name, most, SAMPLES)
}

function varietySentence(decision: Decision): string {
  const words = decidedText
  if (decision.when === 'before') return words.varietyBefore(decision.noisiest.t)
  if (decision.when === 'later') return words.varietyLater(decision.cleanest.t)
  return words.varietyBetween(decision.open.t, decision.decided.t)
}

/** What is decided when, in words, once there are two sheets. */
export function SummaryView() {
  const sheets = useDoneSheets()
  const wholeVariety = useWholeVariety()
  const labels = useDecided((state) => state.labels)
  const { subject } = useDecidedStudy()
  const hasAskedClass = useDecided(({ asking }) => askedLabel(subject.settings, asking)) !== null
  const byClass = classDecision(sheets)
  const byVariety = wholeVariety === undefined ? undefined : varietyDecision(sheets, wholeVariety)
  const [cleanest] = sheets
  const sentences = [
    byClass && labels ? classSentence(byClass, labels, hasAskedClass) : '',
    byVariety ? varietySentence(byVariety) : '',
    wholeVariety !== undefined && cleanest && sheets.length > 1
      ? decidedText.detail(cleanest.t, cleanest.variety.mean / wholeVariety)
      : '',
  ].filter((sentence) => sentence !== '')
  return (
    <p className={styles.summary} aria-live="polite" data-class={byClass?.when} data-variety={byVariety?.when}>
      <Words>{sentences.join(' ')}</Words>
    </p>
  )
}
