import { crc32 } from '../../files/write/crc32'
import { exercisesText } from '../../i18n/exercises'
import type { Sheet } from './sheets'
import type { Answer, Given, Task } from './task'

// The stub checks answers without showing them: it holds a fingerprint of each, the CRC-32 of the answer counted in tolerances. An
// answer is accepted if it, or a neighbour of it, has that fingerprint: whatever lies within the tolerance, and nothing beyond two.

/** The answer counted in tolerances. */
const counted = (value: number, tolerance: number): number => Math.floor(value / tolerance + 0.5)

const fingerprint = (key: string, value: number, tolerance: number): number =>
  crc32(new TextEncoder().encode(`${key}/${counted(value, tolerance)}`))

/** The function that the checks of all tasks call. */
const CHECK = `import zlib
import numpy as np


def close_enough(key, value, tolerance, fingerprints):
    for i, (number, fingerprint) in enumerate(zip(np.ravel(value), fingerprints, strict=True)):
        counted = int(np.floor(float(number) / tolerance + 0.5))
        near = [zlib.crc32(f"{key}/{i}/{counted + shift}".encode()) for shift in (-1, 0, 1)]
        if fingerprint not in near:
            return False
    return True`

/** A decimal as Python reads it, with its sign. */
const number = (value: number): string => String(value)

const assigned = ({ python, value }: Given): string =>
  `${python} = ${typeof value === 'number' ? number(value) : `np.array([${value.map(number).join(', ')}])`}`

function checked(sheet: Sheet, task: Task, { python, values, tolerance }: Answer): string {
  const key = `${sheet.id}/${sheet.seed}/${task.id}/${python}`
  const prints = values.map((value, i) => fingerprint(`${key}/${i}`, value, tolerance))
  const shape = values.length > 1 ? ` and len(${python}) == ${values.length}` : ''
  return `assert ${python} is not None${shape} and close_enough("${key}", ${python}, ${tolerance}, [${prints.join(', ')}]), "${python}: ${exercisesText.python.notYet}"`
}

/** One cell of Python: the numbers of a task, space for the student's code, and the checks. */
export function taskCode(sheet: Sheet, task: Task): string {
  const words = exercisesText.python
  return [
    ...task.givens.map(assigned),
    '',
    `# ${words.code}`,
    ...task.answers.map(({ python, values, tolerance }) => {
      const several = values.length > 1 ? `np.array([${values.map(() => '…').join(', ')}]), ` : ''
      return `${python} = None  # ${several}${words.accepted(tolerance)}`
    }),
    '',
    ...task.answers.map((answer) => checked(sheet, task, answer)),
  ].join('\n')
}

export const setupCode = (): string => CHECK

const WIDTH = 96

/** A sentence as comments, in lines that fit a page. */
function comment(sentence: string): string {
  const lines = ['']
  for (const word of sentence.split(' ')) {
    const line = lines.at(-1) ?? ''
    if (line !== '' && line.length + word.length >= WIDTH) lines.push(word)
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`
  }
  return lines.map((line) => `# ${line}`).join('\n')
}

/** The whole stub as one Python program. */
export function pythonProgram(sheet: Sheet): string {
  const words = exercisesText
  const parts = sheet.tasks.map((task, i) => {
    const { title, ask } = task.words()
    return [
      comment(words.task(i + 1, title)),
      comment([ask, ...(task.formulas ?? [])].join(' ')),
      taskCode(sheet, task),
    ].join('\n')
  })
  const head = [
    comment(words.python.header(words.title(words.titles[sheet.id]), sheet.seed)),
    comment(words.python.intro),
    comment(words.python.hidden),
    setupCode(),
  ].join('\n')
  return `${[head, ...parts].join('\n\n\n')}\n`
}
