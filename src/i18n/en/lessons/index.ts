import { course } from './course'
import { noise } from './noise'
import { back } from './back'
import { digit } from './digit'
import { steps } from './steps'
import { eta } from './eta'
import { line } from './line'
import { schedules } from './schedules'
import { answers } from './answers'
import { bound } from './bound'
import { variance } from './variance'
import { ddim } from './ddim'
import { score } from './score'
import { sde } from './sde'
import { edm } from './edm'
import { flow } from './flow'
import { bayes } from './bayes'
import { guidance } from './guidance'
import { train } from './train'
import { onestep } from './onestep'
import { ownCourse } from './own-course'
import { presenter, teacher } from './presenter'

/** The course: what stands around its lessons, and each lesson's own words. */
export const lessons = {
  ...course,
  own: ownCourse,
  presenter,
  teacher,
  lessons: {
    noise,
    back,
    digit,
    steps,
    eta,
    line,
    schedules,
    answers,
    bound,
    variance,
    ddim,
    score,
    sde,
    edm,
    flow,
    bayes,
    guidance,
    train,
    onestep,
  },
}
