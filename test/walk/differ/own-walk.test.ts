import { describe, expect, it } from 'vitest'
import { normalArray } from '../../../src/diffusion'
import { type FileArrays, openArrays } from '../../../src/files/read/arrays'
import { compare } from '../../../src/walk/differ/compare'
import { linkIn, runOfFile } from '../../../src/walk/differ/own-walk'
import { startFile } from '../../../src/walk/differ/start-file'
import { trajectoryOf } from '../../../src/walk/differ/trajectory'
import { defaults, type Settings } from '../../../src/walk/model/settings'
import { readLink, writeLink } from '../../../src/walk/run/link'
import { emptyRun, withEngineFrame } from '../../../src/walk/run/walk-run'
import { trajectoryWriter } from '../../../src/walk/take/trajectory'

const settings: Settings = { ...defaults, direction: 'reverse', sampler: 'ddpm', steps: 4, samples: 4, seed: 21 }
const link = writeLink(settings)
const empty = emptyRun(settings)
const noise = (step: number) => normalArray({ seed: 5, purpose: 'noise', step, sample: 0 }, 4 * 784)
const states = empty.levels.map((_, i) => noise(i))
const about = { program: 'Noisewalk', link: `https://example.org/walk${link}` }

async function opened(file: Blob): Promise<FileArrays> {
  const arrays = await openArrays(file, 'walk.npz')
  if ('code' in arrays) throw new Error(arrays.code)
  return arrays
}

function saved(text = JSON.stringify(about)): Blob {
  const writer = trajectoryWriter(empty)
  states.forEach((xt, index) => {
    const isLast = index === states.length - 1
    writer.add({
      index,
      xt,
      nfe: index,
      ...(index > 0 && { x0Hat: xt, epsHat: noise(50), ...(!isLast && { added: noise(60) }) }),
    })
  })
  return writer.finish(text)
}

describe('A walk that the page saved', () => {
  it('gives its link, and by that its settings', async () => {
    const fragment = linkIn(await opened(saved()))
    expect(fragment).toBe(link)
    expect(readLink(fragment ?? '').settings).toMatchObject({ sampler: 'ddpm', steps: 4, samples: 4, seed: 21 })
  })

  it('gives every frame to the bit', async () => {
    const run = runOfFile(await opened(saved()), readLink(link).settings)
    expect(run?.frames.map(({ xt }) => xt)).toEqual(states)
    expect(run?.frames[2]?.x0Hat).toBeDefined()
    expect(run?.frames.map(({ added }) => added !== undefined)).toEqual([false, true, true, true, false])
  })

  it('is the run itself when it is compared with it', async () => {
    const run = { ...states.reduce((all, xt, index) => withEngineFrame(all, { index, xt, ms: 0, nfe: 0 }), empty) }
    const trajectory = trajectoryOf(await opened(saved()), run)
    if ('code' in trajectory) throw new Error(trajectory.code)
    expect(trajectory).toMatchObject({ name: 'xt', samples: 4, reading: 't', turned: false })
    expect(compare(trajectory, run, () => 0).verdict).toEqual({ kind: 'same' })
  })

  it('is not opened with other settings, nor with other frames than they say', async () => {
    const arrays = await opened(saved())
    expect(runOfFile(arrays, { ...settings, steps: 5 })).toBeUndefined()
    expect(runOfFile(arrays, { ...settings, grid: 'leading' })).toBeUndefined()
    expect(runOfFile(arrays, { ...settings, samples: 1 })).toBeUndefined()
  })

  it.each(['[', '7', 'null', '{"program":"Noisewalk"}', '{"program":"other","link":"#go=reverse"}'])(
    'is not taken for one if its settings say %s',
    async (text) => {
      expect(linkIn(await opened(saved(text)))).toBeUndefined()
    },
  )
})

describe('What a program begins with', () => {
  it('is the start of the run and the fresh noise of each of its steps, also of the last', async () => {
    const [start = new Float32Array()] = states
    const file = startFile(withEngineFrame(empty, { index: 0, xt: start, ms: 0, nfe: 0 }))
    const { numbers } = await opened(file ?? new Blob())
    expect(numbers.get('start')?.shape).toEqual([4, 1, 28, 28])
    expect(numbers.get('start')?.values).toEqual(start)
    const z = numbers.get('z')
    expect(z?.shape).toEqual([4, 4, 1, 28, 28])
    const stepNoise = normalArray({ seed: 21, purpose: 'step', step: 3, sample: 2 }, 784)
    expect(z?.values.subarray((3 * 4 + 2) * 784, (3 * 4 + 3) * 784)).toEqual(stepNoise)
    expect([...(numbers.get('t')?.values ?? [])]).toEqual(empty.times)
  })
})
