import { Formula, Formulas } from '../../glossary/formula-view'
import { exercisesText } from '../../i18n/exercises'
import { AnswerFields } from './answer-fields'
import { givenFormula, solutionFormula } from './figures'
import { Sentence } from './sentence'
import styles from './sheet.module.css'
import type { Given, Task } from './task'

const GivenNumbers = ({ givens }: { givens: readonly Given[] }) => (
  <p className={styles.given}>
    <span>{exercisesText.given}</span>
    {givens.map((each) => (
      <Formula key={each.python} formula={givenFormula(each)} />
    ))}
  </p>
)

/** The formulas of a solution and their results. */
export const Solution = ({ task }: { task: Task }) => (
  <div className={styles.solution}>
    <Formulas formulas={task.method} />
    <p className={styles.results}>
      {task.answers.map((answer) => (
        <Formula key={answer.python} formula={solutionFormula(answer)} />
      ))}
    </p>
  </div>
)

/** One task: what is asked and given, a field for each answer, and on paper space to work. */
export function TaskView({ task, number, isSolutionShown }: { task: Task; number: number; isSolutionShown: boolean }) {
  const { title, ask } = task.words()
  return (
    <section className={styles.task}>
      <h3>{exercisesText.task(number, title)}</h3>
      <p className={styles.ask}>
        <Sentence>{ask}</Sentence>
      </p>
      {task.formulas && <Formulas formulas={task.formulas} />}
      <GivenNumbers givens={task.givens} />
      <div className={styles.space} />
      {task.answers.map((answer) => (
        <AnswerFields key={answer.python} answer={answer} />
      ))}
      {isSolutionShown && (
        <div className={styles.onScreen}>
          <h4>{exercisesText.solution}</h4>
          <Solution task={task} />
        </div>
      )}
    </section>
  )
}
