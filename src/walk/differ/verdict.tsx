import { differText } from '../../i18n/differ'
import { significant } from '../../i18n/format/numbers'
import { useFaultText } from '../../shell/use-fault-text'
import type { Cause, Compared } from './comparing'
import type { Diagnosis } from './diagnose'
import styles from './differ.module.css'
import type { Fitted } from './fit'

/** What the comparison says, in a sentence. */
function sentenceOf({ verdict, pairs, run }: Compared): string {
  const words = differText.verdict
  switch (verdict.kind) {
    case 'same': {
      const most = pairs.reduce((largest, { rms }) => Math.max(largest, rms), 0)
      return most === 0 ? words.identical : words.same(most)
    }
    case 'start':
      return words.start(verdict.rms)
    case 'spacing':
      return words.spacing(verdict.spacing, verdict.shift)
    case 'half':
      return words.half
    case 'step': {
      const [from, to] = [run.times[verdict.frame - 1] ?? NaN, run.times[verdict.frame] ?? NaN]
      const { rms = NaN } = pairs.find(({ frame }) => frame === verdict.frame) ?? {}
      return verdict.alone ? words.step(verdict.frame, from, to, rms) : words.gap(verdict.frame, to)
    }
  }
}

function signOf({ part, index }: Fitted): string {
  const { parts } = differText
  if (index === 0) return parts[part]
  return index < 0 ? parts.earlier(parts[part], -index) : parts.more(parts[part], index)
}

/** Whether a coefficient is another than the page's, beyond rounding. */
const isOff = ({ coefficient, student }: Fitted) =>
  Math.abs(student - coefficient) > 0.005 * Math.max(Math.abs(coefficient), 0.01)

/** A coefficient in four digits; what is only rounding is 0. */
const formatCoefficient = (value: number) => (Math.abs(value) < 1e-6 ? '0' : significant(value, 4))

function FitTable({ diagnosis: { fit, fitRest } }: { diagnosis: Diagnosis }) {
  const words = differText.diagnosis
  return (
    <div className={styles.fitting}>
      <table className={styles.fit}>
        <caption>{words.fit}</caption>
        <thead>
          <tr>
            <th scope="col">{words.term}</th>
            <th scope="col">{words.pageHas}</th>
            <th scope="col">{words.yours}</th>
            <th aria-hidden="true" />
          </tr>
        </thead>
        <tbody>
          {fit.map((term) => (
            <tr key={signOf(term)} data-off={isOff(term) || undefined}>
              <th scope="row">{signOf(term)}</th>
              <td>{formatCoefficient(term.coefficient)}</td>
              <td>{formatCoefficient(term.student)}</td>
              <td>{isOff(term) && words.off}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.note}>{words.fitNote(fitRest)}</p>
    </div>
  )
}

/** Whether other coefficients of the same terms explain the state to rounding. */
const isFitted = ({ fit, fitRest, difference }: Diagnosis) => fit.length > 0 && fitRest <= 0.02 * difference

/** What is said before the cause. */
function leadOf(diagnosis: Diagnosis, named: boolean): string {
  const words = differText.diagnosis
  const { certain, nearest, difference, fit } = diagnosis
  if (certain) return words.certain
  if (isFitted(diagnosis)) return words.fitted(fit.filter(isOff).map(signOf))
  if (nearest) return words.nearest(nearest.rest / difference)
  return named ? words.none : words.unnamed
}

function Explained({ diagnosis, named }: { diagnosis: Diagnosis; named: boolean }) {
  const { certain, nearest } = diagnosis
  const cause = (certain ?? (isFitted(diagnosis) ? undefined : nearest))?.cause
  return (
    <div className={styles.sides}>
      <div>
        <p>{leadOf(diagnosis, named)}</p>
        {cause && <p className={styles.cause}>{differText.causes[cause]}</p>}
      </div>
      {diagnosis.fit.length > 0 && <FitTable diagnosis={diagnosis} />}
    </div>
  )
}

/** Where the two part, and what explains it. */
export function VerdictView({ compared, cause }: { compared: Compared; cause: Cause }) {
  const faultText = useFaultText()
  const words = differText.diagnosis
  return (
    <div className={styles.verdict} role="status">
      <p className={styles.sentence}>{sentenceOf(compared)}</p>
      {cause.status === 'known' && <Explained diagnosis={cause.diagnosis} named={cause.named} />}
      {(cause.status === 'waiting' || cause.status === 'asking') && <p>{words[cause.status]}</p>}
      {cause.status === 'failed' && (
        <p>{cause.fault ? faultText(cause.fault.code, cause.fault.details) : words.failed}</p>
      )}
      {cause.status === 'known' && compared.run.samples > 1 && <p className={styles.note}>{words.many}</p>}
    </div>
  )
}
