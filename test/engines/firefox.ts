import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { WebSocket } from 'ws'
import { browserEnv } from '../chromium'
import { type Driver, endAll, inputBy, until, VIEW } from './driver'

type Parameters = Readonly<Record<string, unknown>>
interface Answer {
  readonly id?: number
  readonly type: string
  readonly result: unknown
  readonly message: string
}
/** What `script.evaluate` answers: the expression's value as JSON text, or what it threw. */
interface Evaluated {
  readonly result?: { readonly value: string }
  readonly exceptionDetails?: { readonly text: string }
}

/** The address at which Firefox listens for WebDriver BiDi; it says so when it does. */
async function addressOf(firefox: ChildProcess): Promise<string> {
  if (!firefox.stderr) throw new Error('Firefox has no output')
  for await (const line of createInterface(firefox.stderr)) {
    const [, address] = /WebDriver BiDi listening on (ws:\S+)/.exec(line) ?? []
    if (address) return address
  }
  throw new Error('Firefox ended before it listened')
}

/** For how long a command may be without an answer, in milliseconds. None of them waits for the page. */
const PATIENCE = 20_000

/**
 * A session of WebDriver BiDi (https://w3c.github.io/webdriver-bidi): commands are answered by their numbers. Firefox 153 has
 * left one unanswered, seldom and under load; that is an error here, and no wait without an end.
 */
async function connect(
  address: string,
): Promise<{ send: (method: string, params: Parameters) => Promise<unknown>; close: () => void }> {
  const socket = new WebSocket(`${address}/session`)
  const waiting = new Map<number, (answer: Answer) => void>()
  let lastId = 0
  socket.on('message', (data: Buffer) => {
    const answer = JSON.parse(data.toString()) as Answer
    if (answer.id !== undefined) waiting.get(answer.id)?.(answer)
  })
  await once(socket, 'open')
  const send = async (method: string, params: Parameters) => {
    const id = ++lastId
    const answer = await new Promise<Answer>((resolve, reject) => {
      const patience = setTimeout(() => {
        reject(new Error(`${method} was not answered in ${PATIENCE / 1000} s`))
      }, PATIENCE)
      waiting.set(id, (answer) => {
        clearTimeout(patience)
        resolve(answer)
      })
      socket.send(JSON.stringify({ id, method, params }))
    }).finally(() => waiting.delete(id))
    if (answer.type === 'error') throw new Error(`${method}: ${answer.message}`)
    return answer.result
  }
  await send('session.new', { capabilities: {} })
  return {
    send,
    close: () => {
      socket.close()
    },
  }
}

/** Firefox without a window, by WebDriver BiDi, which it speaks itself. @param preferences as about:config has them */
export async function openFirefox(path: string, preferences: Readonly<Record<string, boolean>> = {}): Promise<Driver> {
  const profile = mkdtempSync(join(tmpdir(), 'noisewalk-firefox-'))
  writeFileSync(
    join(profile, 'user.js'),
    Object.entries(preferences)
      .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${value});\n`)
      .join(''),
  )
  const firefox = spawn(path, ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: browserEnv,
  })
  const end = async () => {
    await endAll([firefox])
    rmSync(profile, { recursive: true, force: true })
  }
  const { send, close } = await addressOf(firefox)
    .then(connect)
    .catch(async (error: unknown) => {
      await end()
      throw error
    })
  const {
    contexts: [first],
  } = (await send('browsingContext.getTree', {})) as { contexts: { context: string }[] }
  const context = first?.context
  await send('browsingContext.setViewport', { context, viewport: VIEW })
  const value = async (expression: string) => {
    const request = { expression: `JSON.stringify(${expression})`, target: { context }, awaitPromise: false }
    const { result, exceptionDetails } = (await send('script.evaluate', request)) as Evaluated
    if (exceptionDetails) throw new Error(exceptionDetails.text)
    return result?.value === undefined ? undefined : (JSON.parse(result.value) as unknown)
  }
  const BLANK = 'about:blank'
  const go = async (url: string) => {
    await until(`the way to ${url}`, () => send('browsingContext.navigate', { context, url, wait: 'none' }))
    await until(url, async () => ((await value('location.href')) === BLANK) === (url === BLANK) || undefined)
  }
  return {
    ...inputBy((actions) => send('input.performActions', { context, actions })),
    open: async (url) => {
      await go(BLANK)
      await go(url)
    },
    value,
    end: async () => {
      close()
      await end()
    },
  }
}
