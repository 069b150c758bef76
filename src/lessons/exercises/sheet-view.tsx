import { useState } from 'react'
import { exercisesText } from '../../i18n/exercises'
import paper from '../../ui/alone-on-paper.module.css'
import { Choice } from '../../ui/choice'
import { Dialog } from '../../ui/dialog'
import { Words } from '../../ui/words'
import { AnswerSheet } from './answer-sheet'
import { ClassListView } from './class-list-view'
import styles from './sheet.module.css'
import { SheetTools } from './sheet-tools'
import { type Sheet, sheetOf } from './sheets'
import type { SheetId } from './sheet-ids'
import { TaskView } from './task-view'

/** The head of a printed sheet: its seed, and a line for the student's name. */
const PrintedHead = ({ seed }: { seed: number }) => (
  <p className={styles.printedHead}>
    <span>{exercisesText.printedSeed(seed)}</span>
    <span className={styles.name}>{exercisesText.name}</span>
  </p>
)

/** The tasks of one seed, with fields for the answers. */
function Tasks({ sheet, isSolutionShown }: { sheet: Sheet; isSolutionShown: boolean }) {
  return (
    <>
      <PrintedHead seed={sheet.seed} />
      <p className={styles.intro}>
        <Words>{exercisesText.intro}</Words>
      </p>
      {sheet.tasks.map((task, i) => (
        <TaskView key={task.id} task={task} number={i + 1} isSolutionShown={isSolutionShown} />
      ))}
      {isSolutionShown && <AnswerSheet sheet={sheet} />}
    </>
  )
}

interface OneSheetProps {
  id: SheetId
  seed: number
  onSeed: (seed: number) => void
}

function OneSheet({ id, seed, onSeed }: OneSheetProps) {
  const [isSolutionShown, setShown] = useState(false)
  const sheet = sheetOf(id, seed)
  return (
    <>
      <SheetTools sheet={sheet} isSolutionShown={isSolutionShown} onSeed={onSeed} onShow={setShown} />
      <Tasks key={seed} sheet={sheet} isSolutionShown={isSolutionShown} />
    </>
  )
}

type View = 'sheet' | 'class'

/** A lesson's sheet of exercises, or the answers of a whole class; over the page, and alone on paper. */
export function ExerciseSheet({ sheet, onClose }: { sheet: SheetId; onClose: () => void }) {
  const words = exercisesText
  const [seed, setSeed] = useState(1)
  const [view, setView] = useState<View>('sheet')
  return (
    <Dialog title={words.title(words.titles[sheet])} close={words.close} open wide onClose={onClose}>
      <div className={`${styles.page} ${paper.alone}`} data-view={view}>
        <div className={styles.views}>
          <Choice<View>
            name={words.views.name}
            nameHidden
            value={view}
            options={[
              { value: 'sheet', label: words.views.sheet },
              { value: 'class', label: words.views.class },
            ]}
            onChange={setView}
          />
        </div>
        {view === 'sheet' ? <OneSheet id={sheet} seed={seed} onSeed={setSeed} /> : <ClassListView id={sheet} />}
      </div>
    </Dialog>
  )
}
