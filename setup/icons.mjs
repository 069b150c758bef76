// `npm run icons`: draws the icons of the installed page from public/icon.svg. Run it again when that file changes.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { install, root } from './install.mjs'

install()
const { launch } = await import('./page.mjs') // imported here, after install() has made its packages available

/** A system may cut a maskable icon to a circle of four fifths, so its drawing is smaller, and its ground reaches the edge. */
const icons = [
  { file: '180.png', size: 180, scale: 1, round: false },
  { file: '192.png', size: 192, scale: 1, round: true },
  { file: '512.png', size: 512, scale: 1, round: true },
  { file: 'maskable.png', size: 512, scale: 0.75, round: false },
]
const drawing = readFileSync(join(root, 'public/icon.svg'), 'utf8')
const [, ground] = /fill="(#[0-9a-f]+)"/.exec(drawing) ?? []

const browser = await launch([])
try {
  for (const { file, size, scale, round } of icons) {
    const page = await browser.newPage({ viewport: { width: size, height: size } })
    const styled = `<style>html { background: ${round ? 'transparent' : ground} } body { margin: 0; display: grid; place-items: center; height: 100vh } svg { width: ${100 * scale}% }</style>`
    await page.setContent(`<!doctype html>${styled}${drawing}`)
    writeFileSync(join(root, 'public/icons', file), await page.screenshot({ omitBackground: round }))
    await page.close()
  }
} finally {
  await browser.close()
}
