import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright'
import type { PluginOption } from 'vite'
import { afterEach, expect, test } from 'vitest'
import { text } from '../../src/i18n'
import { shelfText } from '../../src/i18n/shelf'
import { chromiumFlags } from '../chromium'
import { stage } from './plane'
import { serveBuilt, type Served } from './serve'
import { browsing, type Visit } from './visit'
import { atFrame, button, notices, awaitNetwork } from './walk'

const visit = browsing([...chromiumFlags, '--host-resolver-rules=MAP school.test 127.0.0.1'])
const { transport, notice } = text

const patient = { timeout: 60_000 }

let served: Served | undefined
afterEach(async () => {
  await served?.close()
  served = undefined
})

/** A visit to a server of the test's own, which can be stopped, by a browser that may keep the page. */
async function visited(options: Visit, plugins: PluginOption[] = []): Promise<Page> {
  served = await serveBuilt(plugins)
  return visit({
    backend: 'wasm',
    model: 'shipped',
    context: { serviceWorkers: 'allow' },
    ...options,
    site: served.site,
  })
}

/** Waits until this machine keeps the page's files, and the first network. */
async function awaitKeptFiles(page: Page): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready)
  await expect
    .poll(
      () =>
        page.evaluate(async () =>
          (await (await caches.open('noisewalk-checkpoints')).keys()).some(({ url }) => url.includes('/card/')),
        ),
      patient,
    )
    .toBe(true)
}

const bothRooms = async (page: Page) => {
  await awaitNetwork(page)
  await button(page, transport.toData).click()
  await atFrame(page, 2)
  await page.keyboard.press('m')
  const first = page.getByRole('dialog').getByRole('listitem').first()
  await first.getByText(shelfText.kept).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.keyboard.press('p')
  await stage(page).waitFor()
  await page.getByText(text.status.running('WebAssembly', ''), { exact: false }).waitFor()
}

test('after one visit, to the plane alone, the page opens and works with the server stopped: walk, shelf and plane', async () => {
  const page = await visited({ hash: '#room=plane' })
  await awaitKeptFiles(page)
  const manifest = await (await page.context().newCDPSession(page)).send('Page.getInstallabilityErrors')
  expect(manifest.installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([])
  await served?.close()
  served = undefined
  await page.goto(page.url().replace(/#.*/, '#go=reverse&steps=2')) // follows the link in the open page
  await page.reload()
  await bothRooms(page)
})

/** A server whose page is renewed when it is told to. */
function renewable(): { plugin: PluginOption; renew: () => void } {
  let suffix = ''
  return {
    renew: () => {
      suffix = '\n// renewed'
    },
    plugin: {
      name: 'renewable',
      configurePreviewServer: ({ config, middlewares }) => {
        middlewares.use('/service-worker.js', (_, response) => {
          response.setHeader('Content-Type', 'text/javascript')
          response.end(readFileSync(join(config.build.outDir, 'service-worker.js'), 'utf8') + suffix)
        })
      },
    },
  }
}

test('a newer version is offered, and taken only by a press', async () => {
  const { plugin, renew } = renewable()
  const page = await visited({ hash: '#go=reverse&steps=5' }, [plugin])
  await awaitKeptFiles(page)
  renew()
  await page.reload()
  await awaitNetwork(page)
  await page.getByText(notice.update).waitFor()
  await page.evaluate(() => {
    ;(window as { same?: boolean }).same = true
  })
  await button(page, transport.toData).click()
  await atFrame(page, 5)
  expect(await page.evaluate(() => (window as { same?: boolean }).same)).toBe(true) // the run was not taken away
  const waits = () => page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting !== null)
  expect(await waits()).toBe(true)
  await button(page, notice.takeUpdate).click()
  await expect
    .poll(() => page.evaluate(() => (window as { same?: boolean }).same).catch(() => true), patient)
    .toBeUndefined()
  await awaitNetwork(page)
  expect(await waits()).toBe(false)
  expect(await page.getByText(notice.update).count()).toBe(0)
})

test('by plain http it is said once that there is neither WebGPU nor anything kept, and the page works', async () => {
  served = await serveBuilt()
  const page = await visit({
    backend: 'wasm',
    hash: '#go=reverse&steps=2',
    site: served.site.replace('127.0.0.1', 'school.test'),
  })
  await notices(page).getByText(notice.insecure).waitFor()
  await awaitNetwork(page)
  await button(page, transport.toData).click()
  await atFrame(page, 2)
  await page.reload()
  await awaitNetwork(page)
  expect(await page.getByText(notice.insecure).count()).toBe(0)
})

test('every network is fetched on a press, with its progress; what had come when it was stopped is kept', async () => {
  let arrive: (() => void) | undefined
  const arrival = new Promise<void>((resolve) => {
    arrive = resolve
  })
  const page = await visit({ backend: 'wasm', model: 'shipped' })
  await awaitNetwork(page)
  await page.context().route('**/models/growing-100/unet/*.safetensors', async (route) => {
    await arrival
    await route.fallback()
  })
  await page.keyboard.press('m')
  const control = page.getByRole('group', { name: shelfText.offline.keep })
  const missing = () =>
    control
      .getByText(/still to fetch/)
      .innerText()
      .then((sentence) => Number.parseInt(sentence, 10))
  expect(await missing()).toBe(9) // eight networks and the classifier; the first is here
  await button(page, shelfText.offline.keep).click()
  await expect.poll(() => control.innerText(), patient).toMatch(/Fetching “[^”]*100/)
  expect(Number(await control.getByRole('progressbar').getAttribute('value'))).toBeGreaterThan(1e7)
  await button(page, shelfText.offline.stop).press('Enter')
  await expect.poll(missing, patient).toBe(5)
  expect(await button(page, shelfText.offline.keep).evaluate((element) => element === document.activeElement)).toBe(
    true,
  ) // keys go on from there
  arrive?.()
  await button(page, shelfText.offline.keep).click()
  await page.getByText(shelfText.offline.kept).waitFor()
  await expect.poll(() => page.getByRole('dialog').getByText(shelfText.kept).count()).toBe(10)
})
