import { drawConsistency, networkReading, type Points, studentLevels } from '../../../../diffusion'
import {
  cutKept,
  disposeWeights,
  firstWeights,
  readLosses,
  distilStep,
  type Matrices,
  type Teacher,
  type Weights,
} from '../../../../network/learner'
import { DIVERGED, type Learner, STEPS_A_READ } from './learner'

/** A network that is trained to say in one evaluation where the teacher's probability flow ends; it has the teacher's size. */
export interface Student {
  teacher: Teacher
  weights: Weights
  step: number
  firstLoss: number | undefined
  /** The moving average of its weights, which answers; cut into matrices at the first question after a step. */
  matrices: Matrices | undefined
}

/** A student with its first weights, whose teacher is the network as it is now. */
export const openStudent = (learner: Learner): Student => ({
  teacher: teacherOf(learner),
  weights: firstWeights(learner.size, (learner.shape.seed + 1) % 2 ** 32),
  step: 0,
  firstLoss: undefined,
  matrices: undefined,
})

function teacherOf({ state, size, process, shape }: Learner): Teacher {
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

/** Makes the network as it is now the student's teacher. */
export function changeTeacher(student: Student, learner: Learner): void {
  dispose(student.teacher.matrices)
  student.teacher = teacherOf(learner)
}

export function disposeStudent({ teacher, weights, matrices }: Student): void {
  dispose(teacher.matrices)
  dispose(matrices)
  disposeWeights(weights)
}

/** The matrices that answer; valid until the next step. */
export function studentMatrices(student: Student, { size }: Learner): Matrices {
  student.matrices ??= cutKept(student.weights.average, size)
  return student.matrices
}

/** Takes some steps, at most STEPS_A_READ, and one read-back. @returns the loss of each step; undefined if the loss diverged */
export async function distil(
  student: Student,
  learner: Learner,
  points: Points,
  most: number,
): Promise<Float32Array | undefined> {
  const {
    tuning: { batch, learningRate },
  } = learner.state
  const { seed, dropClass } = learner.shape
  const losses = Array.from({ length: Math.min(most, STEPS_A_READ - (student.step % STEPS_A_READ)) }, () => {
    const examples = drawConsistency({ seed, batch, dropClass }, points, student.step)
    const result = distilStep(student.weights, learner.size, student.teacher, examples, {
      step: student.step,
      learningRate,
    })
    student.weights = result.weights
    student.step += 1
    return result.losses
  })
  dispose(student.matrices)
  student.matrices = undefined
  const read = await readLosses(losses, student.weights)
  const each = Float32Array.from(read.losses, ([loss]) => loss ?? NaN)
  student.firstLoss ??= each[0]
  const bound = DIVERGED * (student.firstLoss ?? NaN)
  return read.finite && each.every((loss) => loss <= bound) ? each : undefined
}
