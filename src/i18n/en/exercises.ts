import { count, exactly, fixed, significant, whole } from '../format/numbers'
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
  intro:
    'Every seed gives other numbers. Keep four digits on the way, and round at the end. log is the natural logarithm.',
  seed: 'Seed',
  seedExplain: 'Your number on the class list, for instance.',
  less: 'One less',
  more: 'One more',
  another: 'Another seed',
  show: 'Show solutions',
  showExplain: 'On paper they are a sheet of their own.',
  print: 'Print',
  copyPython: 'Copy Python',
  copied: 'Copied.',
  notCopied: 'This browser does not let the page copy: save the notebook instead.',
  saveNotebook: 'Save notebook',
  printedSeed: (seed: number) => `Seed ${whole(seed)}`,
  name: 'Name',
  task: (number: number, title: string) => `${whole(number)}. ${title}`,
  given: 'Given',
  yours: 'Your answer',
  /** What a field is for: the symbol's letters, and which of several numbers. */
  field: (symbol: string, number: number, of: number) => (of > 1 ? `${symbol}, number ${whole(number)}` : symbol),
  asked: (decimals: number) =>
    decimals === 0 ? 'a whole number' : `${whole(decimals)} ${plural(decimals, { one: 'decimal', other: 'decimals' })}`,
  solution: 'Solution',
  solutions: 'Solutions',
  verdict: {
    right: 'Right.',
    rounded: 'Nearly: more digits on the way.',
    sign: 'The size is right; the sign is not.',
    wrong: 'Not yet.',
    unread: 'This is no number.',
    /** @param factor of the solution that was answered */
    slip: (sentence: string, factor: number) =>
      factor > 0 && Math.abs(factor - 1) > 0.005
        ? `${sentence} It is off by a factor of ${significant(factor, 2)}.`
        : sentence,
  },
  classList: {
    open: 'Answers of a class',
    explain: 'One row a student, with the answers of their seed.',
    first: 'First seed',
    students: 'Students',
    caption: (lesson: string, first: number, last: number) =>
      `${lesson}: answers of the seeds ${whole(first)} to ${whole(last)}`,
    seed: 'Seed',
    save: 'Save as CSV',
    rows: (n: number) => `${count(n)} ${plural(n, { one: 'row', other: 'rows' })}`,
    value: (value: number, decimals: number) => fixed(value, decimals),
  },
  python: {
    header: (title: string, seed: number) => `${title}. Seed ${whole(seed)}.`,
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
