import { useId, useState } from 'react'
import { Formula } from '../../glossary/formula-view'
import { exercisesText } from '../../i18n/exercises'
import { CheckIcon, CloseIcon } from '../../ui/icons'
import { type Verdict, verdictOf } from './check'
import { Sentence } from './sentence'
import styles from './sheet.module.css'
import type { Answer } from './task'

/** What was typed into a field; `settled` once the student has left it or pressed Enter. */
interface Typed {
  readonly input: string
  readonly settled: boolean
}

const EMPTY: Typed = { input: '', settled: true }

/** A right number is told at once, a wrong one when the student has finished typing it. */
function verdictNow(answer: Answer, component: number, { input, settled }: Typed): Verdict {
  const verdict = verdictOf(answer, component, input)
  return settled || verdict.kind === 'right' ? verdict : { kind: 'empty' }
}

function sentenceOf(verdict: Verdict): string {
  const { verdict: words, slips } = exercisesText
  if (verdict.kind === 'empty') return ''
  return verdict.kind === 'slip' ? words.slip(slips[verdict.id], verdict.factor) : words[verdict.kind]
}

function Mark({ kind }: { kind: Verdict['kind'] }) {
  if (kind === 'empty') return null
  return kind === 'right' ? <CheckIcon /> : <CloseIcon />
}

interface FieldProps {
  name: string
  verdict: Verdict
  typed: Typed
  describedBy: string
  onType: (typed: Typed) => void
}

const Field = ({ name, verdict, typed, describedBy, onType }: FieldProps) => (
  <span className={styles.field} data-verdict={verdict.kind}>
    <input
      aria-label={name}
      aria-describedby={describedBy}
      aria-invalid={verdict.kind !== 'empty' && verdict.kind !== 'right'}
      autoComplete="off"
      spellCheck={false}
      value={typed.input}
      onChange={(event) => {
        onType({ input: event.target.value, settled: false })
      }}
      onBlur={() => {
        onType({ ...typed, settled: true })
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onType({ ...typed, settled: true })
      }}
    />
    <span aria-hidden="true" className={styles.mark}>
      <Mark kind={verdict.kind} />
    </span>
  </span>
)

/** The verdict that the student sees in words: of the first wrong number, or that all are right. */
function message(verdicts: readonly Verdict[]): string {
  const wrong = verdicts.findIndex(({ kind }) => kind !== 'empty' && kind !== 'right')
  const wrongVerdict = verdicts[wrong]
  if (wrongVerdict) return exercisesText.verdict.of(wrong + 1, verdicts.length, sentenceOf(wrongVerdict))
  return verdicts.every(({ kind }) => kind === 'right') ? exercisesText.verdict.right : ''
}

/** The fields of one answer, checked as they are filled in. On paper each is a line to write on. */
export function AnswerFields({ answer }: { answer: Answer }) {
  const { symbol, values, decimals, tolerance } = answer
  const words = exercisesText
  const [typed, setTyped] = useState<readonly Typed[]>(() => values.map(() => EMPTY))
  const id = useId()
  const verdicts = values.map((_, i) => verdictNow(answer, i, typed[i] ?? EMPTY))
  const sentence = message(verdicts)
  return (
    <div className={styles.answer}>
      <div className={styles.fields}>
        <span className={styles.symbol}>
          <Formula formula={`${symbol} =`} />
        </span>
        {values.map((_, i) => (
          <Field
            key={i}
            name={words.field(symbol, i + 1, values.length)}
            verdict={verdicts[i] ?? { kind: 'empty' }}
            typed={typed[i] ?? EMPTY}
            describedBy={id}
            onType={(next) => {
              setTyped(typed.map((before, at) => (at === i ? next : before)))
            }}
          />
        ))}
        <span className={styles.asked}>{words.asked(decimals, tolerance)}</span>
      </div>
      <p id={id} role="status" className={styles.verdict} data-right={sentence === words.verdict.right}>
        {sentence && <Sentence passive>{sentence}</Sentence>}
      </p>
    </div>
  )
}
