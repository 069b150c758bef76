import { expect, test } from 'vitest'
import { Unanswered } from '../../../src/walk/ask/answers'
import { createJob } from '../../../src/walk/ask/job'

const turn = () => new Promise((resolve) => setTimeout(resolve, 0))

/** Work whose every step is taken by the test. */
function steps() {
  const waiting: { next: () => void; fail: (error: Error) => void }[] = []
  const job = createJob<readonly number[]>([], async (signal, show) => {
    for (let doneSteps: readonly number[] = []; doneSteps.length < 3;) {
      await new Promise<void>((next, fail) => {
        signal.addEventListener('abort', () => {
          fail(new Unanswered(undefined))
        })
        waiting.push({ next, fail })
      })
      doneSteps = [...doneSteps, doneSteps.length]
      show(doneSteps)
    }
  })
  const step = async () => {
    waiting.shift()?.next()
    await turn()
  }
  return { job, step, waiting }
}

test('work goes on to its end, and shows what there is of it', async () => {
  const { job, step } = steps()
  expect(job.store.getState()).toEqual({ status: 'idle', result: [] })
  job.start()
  await step()
  expect(job.store.getState()).toEqual({ status: 'running', result: [0] })
  await step()
  await step()
  expect(job.store.getState()).toEqual({ status: 'done', result: [0, 1, 2] })
})

test('stopped, it keeps what it has; begun again, it begins at its beginning, and nothing of before comes into it', async () => {
  const { job, step, waiting } = steps()
  job.start()
  await step()
  job.stop()
  await turn()
  expect(job.store.getState()).toEqual({ status: 'stopped', result: [0] })
  waiting.length = 0
  job.start()
  expect(job.store.getState()).toEqual({ status: 'running', result: [] })
  job.start() // while it runs
  waiting.shift() // of the one that was stopped
  await step()
  expect(job.store.getState()).toEqual({ status: 'running', result: [0] })
})

test('what goes wrong is kept with what there is', async () => {
  const { job, step, waiting } = steps()
  job.start()
  await step()
  waiting.shift()?.fail(new Unanswered({ code: 'ask-lost', details: {} }))
  await turn()
  expect(job.store.getState()).toEqual({
    status: 'failed',
    result: [0],
    fault: { code: 'ask-lost', details: {} },
  })
})
