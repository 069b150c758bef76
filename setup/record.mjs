// `npm run record`: stores the default run of the shipped network as bytes, which the page plays until the network has arrived. Run
// it again when the weights or the default settings change.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { install, root } from './install.mjs'

install()
const { blankPage, launch, serve } = await import('./page.mjs') // imported here, after install() has made its packages available

const card = JSON.parse(readFileSync(join(root, 'public/models/digits-v/card.json'), 'utf8'))
const server = await serve()
const { chromiumFlags } = await server.load('/test/chromium.ts')
const browser = await launch(chromiumFlags)
try {
  const page = await blankPage(browser, server.address)
  const { bytes, settings, times } = await page.evaluate(async () => {
    const { record } = await import('/setup/recorder.ts')
    return record('/models/digits-v/')
  })
  const folder = join(root, 'public/recordings')
  mkdirSync(folder, { recursive: true })
  const about = {
    generator: 'npm run record (setup/record.mjs)',
    model: 'digits-v',
    weights: card.files['unet/diffusion_pytorch_model.safetensors'].sha256,
    settings,
    times,
  }
  writeFileSync(join(folder, 'digits.bin'), Buffer.from(bytes))
  writeFileSync(join(folder, 'digits.json'), `${JSON.stringify(about)}\n`)
  console.log(
    `public/recordings/digits: ${times.length} frames, ${bytes.length} bytes, weights ${about.weights.slice(0, 12)}…`,
  )
} finally {
  await browser.close()
  await server.close()
}
