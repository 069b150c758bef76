import { beforeEach, expect, test, vi } from 'vitest'
import { startWorker } from '../../../src/engine/worker/worker-start'

const scope: {
  onmessage: (event: { data: number }) => void
  reportError: ReturnType<typeof vi.fn>
  postMessage: ReturnType<typeof vi.fn>
} = { onmessage: vi.fn(), reportError: vi.fn(), postMessage: vi.fn() }
vi.stubGlobal('self', scope)
beforeEach(() => {
  vi.clearAllMocks()
})

test('messages that come before the worker is loaded wait for it, in their order', async () => {
  const messages: number[] = []
  let arrive: (worker: { hear: (message: number) => void }) => void = () => undefined
  startWorker<number>(
    () =>
      new Promise((resolve) => {
        arrive = resolve
      }),
  )
  for (const data of [1, 2, 3]) scope.onmessage({ data })
  await Promise.resolve()
  expect(messages).toEqual([])
  arrive({
    hear: (message) => {
      messages.push(message)
    },
  })
  scope.onmessage({ data: 4 })
  await vi.waitFor(() => {
    expect(messages).toEqual([1, 2, 3, 4])
  })
})

test('a worker that cannot be loaded, or that throws, is reported to the page', async () => {
  const [gone, broken] = [new Error('gone'), new Error('broken')]
  startWorker<number>(() => Promise.reject(gone))
  scope.onmessage({ data: 1 })
  await vi.waitFor(() => {
    expect(scope.reportError).toHaveBeenCalledExactlyOnceWith(gone)
  })
  startWorker<number>(() =>
    Promise.resolve({
      hear: () => {
        throw broken
      },
    }),
  )
  scope.onmessage({ data: 1 })
  await vi.waitFor(() => {
    expect(scope.reportError).toHaveBeenLastCalledWith(broken)
  })
})

test("one whose program does not come says so in a message, and is no error of the page's", async () => {
  startWorker<number>(() =>
    Promise.reject(new TypeError('Failed to fetch dynamically imported module: https://host/worker.js')),
  )
  scope.onmessage({ data: 1 })
  await vi.waitFor(() => {
    expect(scope.postMessage).toHaveBeenCalledExactlyOnceWith({ kind: 'missing' })
  })
  expect(scope.reportError).not.toHaveBeenCalled()
})

test('a fault from before the first message is told with it, and is no unheard rejection until then', async () => {
  const gone = new Error('gone')
  const unheard = vi.fn()
  process.once('unhandledRejection', unheard)
  startWorker<number>(() => Promise.reject(gone))
  await new Promise((resolve) => {
    setTimeout(resolve, 10)
  })
  process.off('unhandledRejection', unheard)
  expect(unheard).not.toHaveBeenCalled()
  scope.onmessage({ data: 1 })
  await vi.waitFor(() => {
    expect(scope.reportError).toHaveBeenCalledExactlyOnceWith(gone)
  })
})
