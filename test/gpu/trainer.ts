import { createTrainer, type Trainer } from '../../src/engine/worker/plane/learning/trainer'
import type { FromTrainer } from '../../src/engine/protocol/learning'
import type { PointSet } from '../../src/engine/protocol/plane'

/** The learner of the test that runs, and all that it has said. */
export let trainer: Trainer
export let messages: FromTrainer[]

/** A new one, that has said nothing. @param points of which it learns, if there are any */
export function listen(points?: PointSet): void {
  messages = []
  trainer = createTrainer((message) => {
    messages.push(message)
  })
  if (points) trainer.setPoints(points)
}

/** What it said before counts no more. */
export function forget(): void {
  messages = []
}

type Heard<Kind extends FromTrainer['kind']> = Extract<FromTrainer, { readonly kind: Kind }>
export const all = <Kind extends FromTrainer['kind']>(kind: Kind) =>
  messages.filter((message): message is Heard<Kind> => message.kind === kind)
export const last = <Kind extends FromTrainer['kind']>(kind: Kind) => all(kind).at(-1)

export async function learn(steps: number, kind: 'go' | 'distil' = 'go'): Promise<void> {
  await trainer.handle({ kind, steps })
  while (await trainer.work());
}

export async function saved() {
  await trainer.handle({ kind: 'save', id: 7 })
  const message = last('saved')
  if (!message) throw new Error('nothing was saved')
  return message.learner
}
