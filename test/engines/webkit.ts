import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { Readable } from 'node:stream'
import { browserEnv } from '../chromium'
import { type Driver, endAll, inputBy, until, VIEW } from './driver'

/** A screen that nobody sees; it says its number when it is there. */
async function startScreen(): Promise<{ readonly display: string; readonly process: ChildProcess }> {
  const process = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const [number] = (await once(process.stdio[3] as Readable, 'data')) as [Buffer]
  return { display: `:${number.toString().trim()}`, process }
}

/** A port that is free now. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (!address || typeof address === 'string') throw new Error('there is no free port')
  return address.port
}

/** A command of W3C WebDriver (https://www.w3.org/TR/webdriver2). */
async function command(method: 'GET' | 'POST' | 'DELETE', address: string, body?: object): Promise<unknown> {
  const response = await fetch(address, { method, ...(body && { body: JSON.stringify(body) }) })
  const { value } = (await response.json()) as { value: unknown }
  if (!response.ok) throw new Error(`${address}: ${(value as { message: string }).message}`)
  return value
}

/** A session of the driver at this address; it starts the small browser that comes with the engine. */
async function startSession(base: string): Promise<string> {
  await until('the driver of WebKit', () => command('GET', `${base}/status`).catch(() => undefined), 30_000)
  const { sessionId } = (await command('POST', `${base}/session`, { capabilities: {} })) as { sessionId: string }
  const session = `${base}/session/${sessionId}`
  await command('POST', `${session}/window/rect`, VIEW)
  return session
}

/** WebKitGTK by its driver, on a screen that nobody sees. */
export async function openWebKit(path: string): Promise<Driver> {
  const screen = await startScreen()
  const port = await freePort()
  const driver = spawn(path, [`--port=${port}`], {
    stdio: 'ignore',
    env: { ...browserEnv, DISPLAY: screen.display, GDK_BACKEND: 'x11' },
  })
  const programs = [driver, screen.process]
  const session = await startSession(`http://127.0.0.1:${port}`).catch(async (error: unknown) => {
    await endAll(programs)
    throw error
  })
  const go = (url: string) => command('POST', `${session}/url`, { url })
  return {
    ...inputBy((actions) => command('POST', `${session}/actions`, { actions })),
    open: async (url) => {
      await go('about:blank')
      await go(url)
    },
    value: (expression) => command('POST', `${session}/execute/sync`, { script: `return ${expression}`, args: [] }),
    end: async () => {
      await command('DELETE', session)
      await endAll(programs)
    },
  }
}
