import { exercisesText } from '../../i18n/exercises'
import styles from './sheet.module.css'
import type { Sheet } from './sheets'
import { Solution } from './task-view'

/** The solutions on a sheet of their own, on paper only. */
export const AnswerSheet = ({ sheet }: { sheet: Sheet }) => (
  <section className={styles.answerSheet}>
    <h2>{exercisesText.solutionsOf(exercisesText.titles[sheet.id], sheet.seed)}</h2>
    {sheet.tasks.map((task, i) => (
      <section key={task.id} className={styles.task}>
        <h3>{exercisesText.task(i + 1, task.words().title)}</h3>
        <Solution task={task} />
      </section>
    ))}
  </section>
)
