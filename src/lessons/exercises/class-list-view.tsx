import { useState } from 'react'
import { Formula } from '../../glossary/formula-view'
import { exercisesText } from '../../i18n/exercises'
import { Button } from '../../ui/button'
import { NumberInput } from '../../ui/number-input'
import { saveFile } from '../../ui/save-file'
import { type ClassList, classCsv, classList, MOST_STUDENTS } from './class-list'
import styles from './class-list.module.css'
import { MAX_SEED } from './sheets'
import type { SheetId } from './sheet-ids'

interface Range {
  readonly first: number
  readonly students: number
}

interface ToolsProps {
  range: Range
  onRange: (range: Range) => void
  onSave: () => void
}

function Tools({ range, onRange, onSave }: ToolsProps) {
  const words = exercisesText
  return (
    <div className={styles.tools}>
      <NumberInput
        name={words.classList.first}
        value={range.first}
        min={0}
        max={MAX_SEED}
        less={words.less}
        more={words.more}
        onChange={(first) => {
          onRange({ ...range, first })
        }}
      />
      <NumberInput
        name={words.classList.students}
        value={range.students}
        min={1}
        max={MOST_STUDENTS}
        less={words.less}
        more={words.more}
        onChange={(students) => {
          onRange({ ...range, students })
        }}
      />
      <Button name={words.classList.save} onPress={onSave} />
      <Button
        name={words.print}
        onPress={() => {
          window.print()
        }}
      />
    </div>
  )
}

/** How many columns each task has, in their order. */
function widths({ columns }: ClassList): (readonly [task: number, columns: number])[] {
  const counts = new Map<number, number>()
  for (const { task } of columns) counts.set(task, (counts.get(task) ?? 0) + 1)
  return [...counts]
}

const Head = ({ list }: { list: ClassList }) => (
  <thead>
    <tr>
      <th rowSpan={2} scope="col">
        {exercisesText.classList.seed}
      </th>
      {widths(list).map(([task, columns]) => (
        <th key={task} colSpan={columns} scope="colgroup" data-first>
          {exercisesText.classList.task(task)}
        </th>
      ))}
    </tr>
    <tr>
      {list.columns.map(({ task, symbol, python }, i) => (
        <th key={`${task} ${python}`} scope="col" data-first={list.columns[i - 1]?.task !== task || undefined}>
          <Formula formula={symbol} />
        </th>
      ))}
    </tr>
  </thead>
)

/** One row a student, with the answers of their seed; to be printed, or saved for a spreadsheet. */
export function ClassListView({ id }: { id: SheetId }) {
  const words = exercisesText.classList
  const [range, setRange] = useState<Range>({ first: 1, students: 30 })
  const list = classList(id, range.first, range.students)
  const last = list.rows.at(-1)?.seed ?? range.first
  const title = exercisesText.titles[id]
  const save = () => {
    saveFile(`noisewalk-${id}-${range.first}-${last}.csv`, new Blob([classCsv(list)], { type: 'text/csv' }))
  }
  return (
    <>
      <Tools range={range} onRange={setRange} onSave={save} />
      <div className={styles.scroll} tabIndex={0} role="region" aria-label={words.caption(title, range.first, last)}>
        <table className={styles.table}>
          <caption>{words.caption(title, range.first, last)}</caption>
          <Head list={list} />
          <tbody>
            {list.rows.map(({ seed, answers }) => (
              <tr key={seed}>
                <th scope="row">{seed}</th>
                {answers.map((value, i) => (
                  <td key={i} data-first={list.columns[i - 1]?.task !== list.columns[i]?.task || undefined}>
                    {value}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
