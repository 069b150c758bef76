import { expect, test } from 'vitest'
import { answer } from '../../src/engine/worker/pictures/ask'
import { buildUNet } from '../../src/network'
import { askOne } from '../../src/walk/ask/answers'
import { stateAt, termRow } from '../../src/walk/bound/terms'
import { modelOf } from '../../src/walk/model/models'
import { toValues } from '../../src/walk/model/pixels'
import golden from '../golden/bound.json'
import { checkpoint, open } from './open-backend'

interface Row {
  network: string
  picture: number
  seed: number
  step: number
  t: number
  bits: Record<'beta' | 'beta-tilde' | 'learned', number>
}

test.each(['digits-v', 'linear-v'])(
  'the bound of a picture under %s is PyTorch’s on the same t and noise, by each variance',
  async (id) => {
    const backend = await open('wasm')
    const network = await checkpoint(`/models/${id}`)
    const unet = buildUNet(network)
    const model = modelOf({ model: id })
    const loaded = { backend, checkpoint: network, unet, schedule: model.schedule }
    const bytes = new Uint8Array(await (await fetch('/samples/digits.bin')).arrayBuffer())
    for (const { picture, seed, step, t, bits } of (golden.networks as Row[]).filter((row) => row.network === id)) {
      const x0 = toValues(bytes.subarray(784 * picture, 784 * (picture + 1)))
      const subject = { model, x0, label: null, seed }
      const example = stateAt(subject, step, t)
      const row = termRow(subject, example, await askOne({ ask: (question) => answer(loaded, question) }, example))
      for (const variance of ['beta', 'beta-tilde', 'learned'] as const)
        expect(Math.abs((row[variance] ?? NaN) / bits[variance] - 1), `${variance} at t = ${t}`).toBeLessThan(1e-4)
    }
    unet.dispose()
    backend.dispose()
  },
)
