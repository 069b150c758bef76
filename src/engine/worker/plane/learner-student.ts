import { drawConsistency, networkReading, type Points, studentLevels } from '../../../diffusion'
import {
  cutKept,
  disposeWeights,
  firstWeights,
  gather,
  learnConsistency,
  type Matrices,
  type Teacher,
  type Weights,
} from '../../../network/learner'
import type { Pupil } from './learner-pupil'
import { CHUNK, DIVERGED } from './learner-pupil'

/** A student that says at once where the network's probability flow leads; of the network's size, with weights of its own. */
export interface Student {
  teacher: Teacher
  weights: Weights
  step: number
  /** Its first loss. */
  first: number | undefined
  /** The moving average of its weights, cut into matrices when it is asked for. */
  answers: Matrices | undefined
}

/** A student with its first weights, and the network as it is now for a teacher. */
export const openStudent = (pupil: Pupil): Student => ({
  teacher: teacherOf(pupil),
  weights: firstWeights(pupil.size, (pupil.shape.seed + 1) % 2 ** 32),
  step: 0,
  first: undefined,
  answers: undefined,
})

function teacherOf({ state, size, process, shape }: Pupil): Teacher {
  return {
    matrices: cutKept(state.weights.average, size),
    readings: studentLevels.map((at) => networkReading(process, shape.prediction, at)),
  }
}

const dispose = (matrices: Matrices | undefined) => {
  matrices?.forEach((matrix) => {
    matrix.dispose()
  })
}

/** Goes on with the network as it is now. */
export function changeTeacher(student: Student, pupil: Pupil): void {
  dispose(student.teacher.matrices)
  student.teacher = teacherOf(pupil)
}

export function disposeStudent({ teacher, weights, answers }: Student): void {
  dispose(teacher.matrices)
  dispose(answers)
  disposeWeights(weights)
}

/** The matrices that answer, until it has learned more. */
export function studentAnswers(student: Student, { size }: Pupil): Matrices {
  student.answers ??= cutKept(student.weights.average, size)
  return student.answers
}

/** Some steps, at most ten, and one read-back. @returns the loss of each; undefined where it diverged, as a network's does */
export async function distil(
  student: Student,
  pupil: Pupil,
  points: Points,
  most: number,
): Promise<Float32Array | undefined> {
  const {
    tuning: { batch, learningRate },
  } = pupil.state
  const { seed, dropClass } = pupil.shape
  const losses = Array.from({ length: Math.min(most, CHUNK - (student.step % CHUNK)) }, () => {
    const examples = drawConsistency({ seed, batch, dropClass }, points, student.step)
    const learned = learnConsistency(student.weights, pupil.size, student.teacher, examples, {
      step: student.step,
      learningRate,
    })
    student.weights = learned.weights
    student.step += 1
    return learned.losses
  })
  dispose(student.answers)
  student.answers = undefined
  const gathered = await gather(losses, student.weights)
  const each = Float32Array.from(gathered.losses, ([loss]) => loss ?? NaN)
  student.first ??= each[0]
  const bound = DIVERGED * (student.first ?? NaN)
  return gathered.finite && each.every((loss) => loss <= bound) ? each : undefined
}
