import { expect, test } from 'vitest'
import { checkShown, LoadFailed } from '../../src/engine/worker/pictures/load'
import { faultText } from '../../src/i18n'
import '../../src/i18n/files' // its faults
import { openForeign } from '../../src/network/checkpoint/foreign'
import { filesSource } from '../../src/network/checkpoint/source'
import { blobs, changed, dropped, json, watched } from '../network/checkpoint-files'

// the tables of times in test/golden/unet have 20 rows
test('a table of times shorter than the schedule is refused before the weights are asked for, and one as long is not', async () => {
  const files = dropped('learned-times')
  const { source, askedForWeights } = watched(blobs(files))
  const error: unknown = await openForeign(source, { check: checkShown }).catch((reason: unknown) => reason)
  expect(error).toMatchObject({
    code: 'field',
    details: { file: 'config.json', field: 'num_train_timesteps', found: 20 },
  })
  expect(askedForWeights()).toBe(false)
  const { config, scheduler } = await openForeign(filesSource(blobs(files)))
  expect(() => {
    checkShown({ config: { ...config, num_train_timesteps: 1000 }, scheduler }, 'config.json')
  }).not.toThrow()
})

type Files = ReturnType<typeof dropped>
const config = (fields: Record<string, unknown>) => (files: Files) =>
  files.set('plain/config.json', changed(files.get('plain/config.json') as Uint8Array, fields))
const scheduler = (fields: Record<string, unknown>) => (files: Files) =>
  files.set('plain/scheduler_config.json', json(fields))

/** What the page says of a folder, and whether its weights had been asked for by then. */
async function refusalOf(files: Files) {
  const { source, askedForWeights } = watched(blobs(files))
  const error: unknown = await openForeign(source, { check: checkShown }).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error === undefined) return { fault: undefined, askedForWeights: askedForWeights() }
  if (error instanceof LoadFailed) return { fault: error.fault, askedForWeights: askedForWeights() }
  throw error as Error
}

test.each<[string, string, string, (files: Files) => unknown]>([
  ['two channels', 'own-channels', '2', config({ in_channels: 2, out_channels: 2 })],
  ['pictures that are not square', 'own-square', '8 × 12', config({ sample_size: [8, 12] })],
  ['a schedule of 4,000 steps', 'own-steps', '4000', scheduler({ num_train_timesteps: 4000 })],
])(
  'what could be computed and not shown is refused before the weights are asked for: %s',
  async (_, code, detail, change) => {
    const files = dropped('plain')
    change(files)
    expect(await refusalOf(files)).toEqual({ fault: { code, details: { found: detail } }, askedForWeights: false })
    expect(faultText(code, { found: detail })).toContain(detail)
  },
)

test('what can be shown is opened', async () => {
  expect(await refusalOf(dropped('plain'))).toEqual({ fault: undefined, askedForWeights: true })
})
