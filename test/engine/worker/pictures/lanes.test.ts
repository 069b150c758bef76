import { expect, test } from 'vitest'
import { onAdvance } from '../../../../src/engine/worker/pictures/lanes'
import type { Loaded } from '../../../../src/engine/worker/pictures/load'
import type { AdvanceLanes, FromLanes } from '../../../../src/engine/protocol/lanes'

const message: AdvanceLanes = { kind: 'advance', id: 7, load: 2, lanes: [] }
const faultOf = (error: unknown) => ({ code: 'network', details: { message: String(error) } })

async function answerTo(present: () => { readonly loaded: Loaded | undefined; readonly load: number }) {
  const posted: FromLanes[] = []
  await onAdvance(message, { post: (reply) => posted.push(reply), present, faultOf })
  return posted
}

test('steps of a network that is gone, or that another has replaced, are answered with why', async () => {
  const fault = { code: 'ask-network', details: {} }
  const answer = [{ kind: 'advanced', id: 7, advanced: { status: 'failed', fault } }]
  expect(await answerTo(() => ({ loaded: undefined, load: 2 }))).toEqual(answer)
  const replaced = { loaded: { unet: {} } as Loaded, load: 3 } // by the same loaded object, of a newer load
  expect(await answerTo(() => replaced)).toEqual(answer)
})

test('a device that is lost meanwhile is said to be lost', async () => {
  let calls = 0
  const [posted] = await answerTo(() => ({
    loaded: (calls += 1) === 1 ? ({ unet: {} } as Loaded) : undefined,
    load: 2,
  }))
  expect(posted?.advanced).toEqual({ status: 'failed', fault: { code: 'ask-lost', details: {} } })
})
