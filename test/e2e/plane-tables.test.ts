import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { planeText } from '../../src/i18n/plane'
import { filesText } from '../../src/i18n/files'
import { opening, awaitIdle, stage } from './plane'
import { browsing } from './visit'
import { button, disclose, linkSays } from './walk'

const open = opening(browsing())
const { planeData } = planeText
const { taken: takenText } = planeData

/** Drops a file on the page; `repeat` makes it long without sending it. */
const drop = (page: Page, name: string, content: string, repeat = 1): Promise<void> =>
  page.evaluate(
    ([called, fileText, times]) => {
      const data = new DataTransfer()
      data.items.add(new File([fileText.repeat(times)], called))
      document.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))
    },
    [name, content, repeat] as const,
  )

const awaitSentence = (page: Page, sentence: string) => page.getByText(sentence, { exact: true }).waitFor()
const csv = async (page: Page): Promise<string> => {
  if (!(await button(page, planeData.save.points).isVisible())) await disclose(page, planeData.save.title)
  const [file] = await Promise.all([page.waitForEvent('download'), button(page, planeData.save.points).click()])
  return (await readFile(await file.path())).toString()
}

test('a printed frame is dropped: its index is left out and said, its numbers come back, and undo brings the points before', async () => {
  const page = await open('&data=rings&points=50')
  await drop(
    page,
    'printed.txt',
    '            x           y\n0  448262.08  5411932.68\n1  448262.58  5411933.18\n2  448263.08  5411932.18\n',
  )
  await awaitSentence(page, takenText.points(3))
  await awaitSentence(page, takenText.left.index?.('') ?? '')
  await linkSays(page, 'data=own.')
  const exported = 'x,y,label\n448262.08,5411932.68,0\n448262.58,5411933.18,0\n448263.08,5411932.18,0\n'
  expect(await csv(page)).toBe(exported)
  await page.reload()
  await stage(page).waitFor()
  expect(await csv(page)).toBe(exported) // the link has every digit
  await drop(page, 'other.csv', '0,1\n0.5,-0.25\n1.5,0.75\n')
  await awaitSentence(page, takenText.left.header?.('0,1') ?? '')
  await button(page, takenText.asData).click()
  await awaitSentence(page, takenText.points(3))
  await button(page, takenText.undo).click()
  expect(await csv(page)).toBe(exported)
})

test('what belongs elsewhere is named, and the points stay; millions of rows are read beside the page, which says how far it is and can stop it; the picture is put into other words for other data', async () => {
  const page = await open('&data=rings&points=50')
  await drop(page, 'scan', '<svg xmlns="http://www.w3.org/2000/svg"/>')
  await awaitSentence(page, filesText.misplaced.plane('scan', 'picture'))
  await drop(page, 'page.csv', '<!DOCTYPE html><title>404</title>')
  await awaitSentence(page, filesText.misplaced.plane('page.csv', 'web-page'))
  await drop(page, 'large.csv', 'version https://git-lfs.github.com/spec/v1\noid sha256:ab\nsize 5\n')
  await awaitSentence(page, filesText.misplaced.plane('large.csv', 'lfs-pointer'))
  expect(page.url()).toContain('data=rings')

  await awaitIdle(page)
  const words = () => stage(page).getByRole('img').first().getAttribute('aria-label')
  await expect.poll(words).toContain(planeData.distributions.rings)
  await drop(page, 'long.csv', '0.25,0.5\n0.5,0.75\n1,2\n', 2_000_000)
  await button(page, planeData.reading.cancel).click()
  await expect
    .poll(() => page.getByRole('progressbar', { name: planeData.reading.progress('long.csv') }).count())
    .toBe(0)
  expect(page.url()).toContain('data=rings')
  await drop(page, 'shorter.csv', '0.25,0.5\n0.5,0.75\n1,2\n', 50_000)
  await awaitSentence(page, takenText.thinned(150_000, 10_000))
  await expect.poll(words).toContain(planeData.ownShown)
})
