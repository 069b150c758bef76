import { exercisesText } from '../../i18n/exercises'
import { setupCode, taskCode } from './python'
import type { Sheet } from './sheets'
import type { Task } from './task'

/** A cell of a notebook as nbformat 4.5 has it. */
type Cell = { readonly id: string; readonly metadata: object; readonly source: readonly string[] } & (
  | { readonly cell_type: 'markdown' }
  | { readonly cell_type: 'code'; readonly execution_count: null; readonly outputs: readonly [] }
)

/** Lines as nbformat stores them, each but the last with its line break. */
const lines = (text: string): string[] =>
  text.split('\n').map((line, i, { length }) => (i < length - 1 ? `${line}\n` : line))

const markdown = (id: string, text: string): Cell => ({ cell_type: 'markdown', id, metadata: {}, source: lines(text) })
const code = (id: string, text: string): Cell => ({
  cell_type: 'code',
  id,
  metadata: {},
  execution_count: null,
  outputs: [],
  source: lines(text),
})

function cellsOf(sheet: Sheet, task: Task, i: number): Cell[] {
  const { title, ask } = task.words()
  const formulas = (task.formulas ?? []).map((formula) => `    ${formula}`)
  const text = [`## ${exercisesText.task(i + 1, title)}`, ask, ...(formulas.length > 0 ? [formulas.join('\n')] : [])]
  return [markdown(`${task.id}-task`, text.join('\n\n')), code(`${task.id}-code`, taskCode(sheet, task))]
}

/** The stub as a notebook: JSON of nbformat 4.5. */
export function notebook(sheet: Sheet): string {
  const words = exercisesText
  const head = [
    `# ${words.title(words.titles[sheet.id])}`,
    words.printedSeed(sheet.seed),
    `${words.python.intro} ${words.python.hidden}`,
  ].join('\n\n')
  return JSON.stringify(
    {
      cells: [
        markdown('title', head),
        code('setup', setupCode()),
        ...sheet.tasks.flatMap((task, i) => cellsOf(sheet, task, i)),
      ],
      metadata: {
        kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' },
        language_info: { name: 'python' },
      },
      nbformat: 4,
      nbformat_minor: 5,
    },
    undefined,
    1,
  )
}
