import { createLearner, type Learner } from '../../src/engine/worker/plane/learner'
import type { FromLearner } from '../../src/engine/protocol/learning'
import type { PointSet } from '../../src/engine/protocol/plane'

/** The learner of the test that runs, and all that it has said. */
export let learner: Learner
export let heard: FromLearner[]

/** A new one, that has said nothing. @param points of which it learns, if there are any */
export function listen(points?: PointSet): void {
  heard = []
  learner = createLearner((message) => {
    heard.push(message)
  })
  if (points) learner.setPoints(points)
}

/** What it said before counts no more. */
export function forget(): void {
  heard = []
}

type Heard<Kind extends FromLearner['kind']> = Extract<FromLearner, { readonly kind: Kind }>
export const all = <Kind extends FromLearner['kind']>(kind: Kind) =>
  heard.filter((message): message is Heard<Kind> => message.kind === kind)
export const last = <Kind extends FromLearner['kind']>(kind: Kind) => all(kind).at(-1)

export async function learn(steps: number, kind: 'go' | 'distil' = 'go'): Promise<void> {
  await learner.handle({ kind, steps })
  while (await learner.work());
}

export async function saved() {
  await learner.handle({ kind: 'save', id: 7 })
  const message = last('saved')
  if (!message) throw new Error('nothing was saved')
  return message.saved
}
