import { exactly, significant, integer } from '../format/numbers'
import { plural } from '../format/plural'
import { answers } from './exercises/answers'
import { back } from './exercises/back'
import { eta } from './exercises/eta'
import { flow } from './exercises/flow'
import { guidance } from './exercises/guidance'
import { line } from './exercises/line'
import { noise } from './exercises/noise'
import { schedules } from './exercises/schedules'
import { score } from './exercises/score'
import { slips } from './exercises/slips'
import { variance } from './exercises/variance'

/** Sheets of exercises: numbers of one's own, solutions, a Python stub. */
export const exercises = {
  title: (lesson: string) => `Exercises: ${lesson}`,
  titles: {
    noise: 'What noise does',
    line: 'A thousand steps in one line',
    back: 'One step back',
    eta: 'Chance and certainty',
    schedules: 'Schedules',
    answers: 'ε, x₀, v and score are one answer',
    variance: 'The variance',
    score: 'Score and Langevin',
    flow: 'Flow matching',
    guidance: 'Guidance',
  },
  close: 'Close',
  views: { name: 'What to look at', sheet: 'One sheet', class: 'Answers of a class' },
  intro:
    'Every seed gives other numbers. Keep four digits on the way and round at the end; log is the natural logarithm.',
  seed: 'Seed',
  less: 'One less',
  more: 'One more',
  another: 'Another seed',
  anotherExplain: 'Draws other numbers for the same tasks. Your answers here are cleared.',
  show: 'Show solutions',
  print: 'Print',
  copyPython: 'Copy Python',
  copyPythonExplain: 'Your numbers as variables, space for your code, and a check of each answer.',
  copied: 'Copied.',
  notCopied: 'This browser does not let the page copy: save the notebook instead.',
  saveNotebook: 'Save notebook',
  saveNotebookExplain: 'The same as a notebook for Jupyter, one cell a task.',
  printedSeed: (seed: number) => `Seed ${integer(seed)}`,
  name: 'Name',
  task: (number: number, title: string) => `${integer(number)}. ${title}`,
  given: 'Given:',
  /** What a field is for: the symbol, and which of several numbers. */
  field: (symbol: string, number: number, of: number) => (of > 1 ? `${symbol}, number ${integer(number)}` : symbol),
  /** How an answer is to be given. */
  asked: (decimals: number, tolerance: number) =>
    decimals === 0
      ? 'a whole number'
      : `${integer(decimals)} ${plural(decimals, { one: 'decimal', other: 'decimals' })}, ±\u00a0${exactly(tolerance)}`,
  solution: 'Solution',
  solutionsOf: (lesson: string, seed: number) => `Solutions: ${lesson}, seed ${integer(seed)}`,
  verdict: {
    right: 'Right.',
    rounded: 'Nearly: keep more digits on the way.',
    sign: 'The sign is wrong.',
    wrong: 'Not yet.',
    unread: 'This is no number.',
    /** @param factor of the solution that was answered */
    slip: (sentence: string, factor: number) =>
      factor > 0 && Math.abs(factor - 1) > 0.005
        ? `${sentence} Your number is ${significant(factor, 2)} times the right one.`
        : sentence,
    /** Of which of several numbers a sentence speaks. */
    of: (number: number, all: number, sentence: string) =>
      all > 1 ? `Number ${integer(number)}: ${sentence}` : sentence,
  },
  classList: {
    first: 'First seed',
    students: 'Students',
    caption: (lesson: string, first: number, last: number) =>
      `${lesson}: answers of seeds ${integer(first)} to ${integer(last)}`,
    seed: 'Seed',
    task: (number: number) => `Task ${integer(number)}`,
    save: 'Save as CSV',
  },
  python: {
    header: (title: string, seed: number) => `${title}. Seed ${integer(seed)}.`,
    intro: 'Replace each None by your own computation, then run the cell. Only numpy is needed.',
    code: 'your code here',
    accepted: (tolerance: number) => `accepted within ${exactly(tolerance)}`,
    hidden: 'The checks hold fingerprints of the answers, so that the answers cannot be read here.',
    notYet: 'not yet',
  },
  noise,
  line,
  back,
  eta,
  schedules,
  answers,
  variance,
  score,
  flow,
  guidance,
  slips,
}
