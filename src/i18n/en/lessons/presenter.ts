import { fixed, integer } from '../../format/numbers'

/** A lesson in front of a class, and the second window with the teacher's notes. */
export const presenter = {
  present: 'Present',
  presentExplain:
    'Large type, and only what the step needs. A clicker, Page Down and Page Up go through the steps; B makes the screen black; Escape ends it.',
  bar: 'Presenting',
  black: 'Black',
  blackExplain: 'A black screen, so that the class looks at you. Any key brings the page back.',
  blackNow: 'The screen is black. Press any key.',
  notes: 'Notes',
  notesExplain: 'Opens a second window with your notes. It moves with this one.',
  notesBlocked: 'The browser did not open a second window: allow it for this page.',
  end: 'End',
  endExplain: 'Back to the lesson as everybody sees it.',
  timer: (minutes: number, seconds: number) => `${integer(minutes)}:${fixed(seconds, 0).padStart(2, '0')}`,
  timerName: 'Time since you began',
  window: {
    title: 'Notes',
    waiting: 'This window waits for a lesson: open one in the other window, press Present, and then Notes.',
    closed: 'The other window was closed, or shows no lesson. What you see is its last step.',
    step: (title: string, step: number, of: number) => `${title} · step ${integer(step)} of ${integer(of)}`,
    end: (title: string) => `${title} · the end`,
    ask: 'The class is asked',
    notes: 'For you',
    none: 'There are no notes for this step.',
    next: 'Next comes',
    nothing: 'the end',
    back: 'Step back',
    forward: 'Step on',
  },
}

/** What a teacher prints: notes, questions, answers. */
export const teacher = {
  open: 'Notes and handout',
  openExplain:
    'The teacher’s page of this lesson: notes for each step, a handout for the class, and a sheet of answers. To be read or printed.',
  title: (lesson: string) => `For teachers: ${lesson}`,
  view: 'What is shown',
  views: { notes: 'Notes', handout: 'Handout', answers: 'Answers' },
  print: 'Print',
  minutes: (minutes: number) => `${integer(minutes)} minutes`,
  ask: 'Question',
  name: 'Name',
  walk: 'A picture on its way into noise',
  at: (t: number) => `t = ${integer(t)}`,
  draw: 'Draw what you expect',
  yours: 'My prediction',
  because: 'because',
  answer: 'Answer',
  notMeasured: 'Not measured yet on this machine: answer it once in the lesson, and it stands here.',
  tempting: 'Wrong answers, and why they are tempting',
  low: 'Too low',
  high: 'Too high',
  link: 'The lesson',
}
