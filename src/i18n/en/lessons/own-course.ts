import { integer } from '../../format/numbers'
import { plural } from '../../format/plural'

/** A course of somebody's own: lessons and states in an order, as a link or a file. */
export const ownCourse = {
  title: 'Make a course',
  open: 'Make a course',
  openExplain: 'Put lessons and states of your own into an order, as one link or a file.',
  intro:
    'Put lessons and states of the page into the order of your class. What comes out is one link, or a file; nothing is sent anywhere.',
  name: 'Title of the course',
  entryTitle: (number: number) => `Title of entry ${integer(number)}`,
  entryText: (number: number) => `Words beside entry ${integer(number)}`,
  textHint: 'What the class should look at. Each line is a paragraph.',
  lesson: (title: string) => `Lesson: ${title}`,
  state: 'A state of the page',
  choose: 'Lesson',
  add: 'Add the lesson',
  addState: 'Add what the page shows now',
  addStateExplain: 'The room, its settings and the frame, as Copy link would carry them.',
  newState: (number: number) => `State ${integer(number)}`,
  up: (number: number) => `Entry ${integer(number)} up`,
  down: (number: number) => `Entry ${integer(number)} down`,
  remove: (number: number) => `Remove entry ${integer(number)}`,
  upShort: 'Up',
  downShort: 'Down',
  removeShort: 'Remove',
  empty: 'There is nothing in it yet: add a lesson, or what the page shows now.',
  full: (most: number) => `A course has at most ${integer(most)} entries.`,
  copy: 'Copy the link',
  copyExplain: 'The link opens the course on any machine; it carries everything that you have written here.',
  copied: 'The link to the course is copied.',
  long: (signs: number) =>
    `The link has ${integer(signs)} signs. Some mail programs and QR readers cut such links: give the file instead.`,
  save: 'Save as a file',
  openFile: 'Open a file',
  take: 'Follow it now',
  takeExplain: 'Opens the course in this page, as your class will see it.',
  file: 'course.noisewalk.json',
  lecture: 'From DDPM by DDIM and the SDE to guidance',
  lectureOffer: (title: string, minutes: number) => `A lecture of ${integer(minutes)} minutes: ${title}`,
  lectureBegin: 'Begin the lecture',
  following: (title: string) => `Course: ${title}`,
  untitled: 'a course without a title',
  leaveCourse: 'Leave this course',
  change: 'Change this course',
  entry: (number: number, title: string) => `${integer(number)} · ${title}`,
  begin: (title: string) => `Begin: ${title}`,
  beginShort: 'Begin',
  notes: {
    many: (entries: number, usedCount: number) =>
      `The course has ${integer(entries)} entries; the first ${integer(usedCount)} are used.`,
    skipped: (entries: number) =>
      `${integer(entries)} ${plural(entries, { one: 'entry names', other: 'entries name' })} nothing that this page has, and ${plural(entries, { one: 'is', other: 'are' })} left out.`,
    shortened: 'Words that were too long were cut.',
  },
  faults: {
    link: 'The course in this link is damaged, so it was left out. Ask for the link again, or for the file.',
    file: (name: string) =>
      `“${name}” is not a course of Noisewalk. A course is a file that “Save as a file” has made.`,
    large: (name: string) => `“${name}” is too large for a course.`,
  },
}
