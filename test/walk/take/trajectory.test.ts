import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { levelAt, linearSchedule, discreteProcess, normalArray } from '../../../src/diffusion'
import type { Frame } from '../../../src/engine/protocol/pictures'
import { openNpy } from '../../../src/plane/data/read/npy'
import { unzip } from '../../../src/files/read/zip'
import { watchedRun } from '../../../src/walk/run/player'
import { pythonLines, saveWalk } from '../../../src/walk/take/save-walk'
import { AXES, type Trajectory, trajectoryBytes, trajectoryWriter } from '../../../src/walk/take/trajectory'
import { difference, type walkAgain } from '../../../src/walk/take/walk-again'
import { walkWith } from '../fake-engine'

const process = discreteProcess(linearSchedule(1000))
const times = [1000, 400, 0]
const shape = { channels: 3, size: 2 } as const
const two: Trajectory = { levels: times.map((t) => levelAt(process, t)), times, samples: 2, shape }
const noise = (step: number): Float32Array =>
  new Float32Array(normalArray({ seed: 5, purpose: 'step', step, sample: 0 }, 24))

/** Frames of random numbers: the first step draws noise, the second does not. */
const frames: readonly Frame[] = [0, 1, 2].map((index) => ({
  index,
  xt: noise(10 + index),
  ...(index > 0 && { x0Hat: noise(20 + index), epsHat: noise(30 + index) }),
  ...(index === 1 && { added: noise(40) }),
  ms: 1,
  nfe: 2 * index,
}))

function fileOf(of: Trajectory, some: readonly Frame[], settings = '{}'): Blob {
  const writer = trajectoryWriter(of)
  for (const frame of some) writer.add(frame)
  return writer.finish(settings)
}

/** The arrays of a file, as the plane's reader of other people's files opens them. */
async function arraysOf(file: Blob) {
  const files = (await unzip(new Uint8Array(await file.arrayBuffer()), 1e9)) ?? new Map<string, Uint8Array>()
  return Object.fromEntries(
    [...files].map(([name, bytes]) => {
      const array = openNpy(bytes, name)
      if (!('fields' in array)) throw new Error(`${name}: ${JSON.stringify(array)}`)
      const length = array.shape.reduce((product, n) => product * n, 1)
      const at = array.fields[0]?.[1]
      return [name, { shape: array.shape, values: Array.from({ length }, (_, i) => at?.(i) ?? '') }]
    }),
  )
}

test('the file has the very floats of each frame and step, and the axes that it names', async () => {
  const arrays = await arraysOf(fileOf(two, frames))
  const floats = (name: string) => arrays[`${name}.npy`]?.values.map(Number)
  expect(floats('xt')).toEqual(frames.flatMap(({ xt }) => [...xt]))
  expect(floats('x0_hat')).toEqual(frames.flatMap(({ x0Hat }) => [...(x0Hat ?? [])]))
  expect(floats('eps_hat')).toEqual(frames.flatMap(({ epsHat }) => [...(epsHat ?? [])]))
  expect(floats('noise')).toEqual([...noise(40), ...new Float32Array(24)])
  expect(floats('fresh')).toEqual([1, 0])
  expect(floats('nfe')).toEqual([0, 2, 4])
  expect(floats('t')).toEqual(times)
  expect(floats('alpha')).toEqual(two.levels.map((at) => at.signal)) // float64, to the last bit
  expect(floats('sigma')).toEqual(two.levels.map((at) => at.noise))
  expect(arrays['xt.npy']?.shape).toEqual([3, 2, 3, 2, 2])
  expect(arrays['x0_hat.npy']?.shape).toEqual([2, 2, 3, 2, 2])
  for (const [name, axes] of Object.entries(AXES)) expect(arrays[`${name}.npy`]?.shape, name).toHaveLength(axes.length)
})

test('a part that a step does not have is NaN, no guess', async () => {
  const [start, ...steps] = frames
  const arrays = await arraysOf(
    fileOf(
      two,
      [start, ...steps.map(({ x0Hat: _x0Hat, ...rest }) => rest)].flatMap((f) => f ?? []),
    ),
  )
  expect(new Set(arrays['x0_hat.npy']?.values)).toEqual(new Set(['NaN']))
})

test('a run that lacks frames is no file, and frames come in their order', () => {
  expect(() => fileOf(two, frames.slice(0, 2))).toThrow('2 of 3')
  expect(() => fileOf(two, frames.slice(1))).toThrow(RangeError)
})

test('its size is known before it is made', () => {
  const file = fileOf(two, frames)
  expect(trajectoryBytes(two)).toBe(4 * 24 * (3 + 3 * 2))
  expect(file.size - trajectoryBytes(two)).toBeLessThan(5000) // headers, levels, settings
})

test('numbers of the file: the Python on the page asks for arrays that it has', async () => {
  const arrays = await arraysOf(fileOf(two, frames))
  const arrayNames = [...pythonLines('walk.npz').matchAll(/"(\w+)"(?=[,\])])/g)].map(([, name]) => name)
  expect(arrayNames.length).toBeGreaterThan(4)
  for (const name of arrayNames) if (name !== 'link') expect(Object.keys(arrays)).toContain(`${name}.npy`)
  expect(pythonLines('walk.npz').split('\n')).toHaveLength(5)
})

beforeEach(() => {
  vi.stubGlobal('location', { href: 'https://host/', hash: '', search: '' })
  vi.stubGlobal('navigator', { languages: ['en'] })
})
afterEach(() => {
  vi.unstubAllGlobals()
})

/** Walks with an engine that gives frames of its own instead of the page's. */
const again =
  (values: (index: number) => number): typeof walkAgain =>
  (_, run, signal, onFrame) => {
    for (let index = 0; index < run.levels.length; index++) {
      if (signal.aborted) return Promise.reject(new Error('aborted'))
      onFrame({ index, xt: new Float32Array(784).fill(values(index)), ms: 1, nfe: index })
    }
    return Promise.resolve()
  }

test('the file says what made it: link, settings, network, sampler; and whether its frames are the page’s own', async () => {
  const { player } = walkWith({ direction: 'reverse', steps: 2 })
  const start = watchedRun(player).frames[0]?.xt ?? new Float32Array(784)
  const same: typeof walkAgain = (_, run, __, onFrame) => {
    run.levels.forEach((___, index) => {
      onFrame({ index, xt: start, ms: 1, nfe: index })
    })
    return Promise.resolve()
  }
  const saved = await saveWalk(player, new AbortController().signal, () => undefined, same)
  expect(saved.difference).toBe(0)
  const about = JSON.parse((await arraysOf(saved.file))['settings.npy']?.values[0] ?? '') as Record<string, unknown>
  expect(about).toMatchObject({
    link: expect.stringMatching(/^https:\/\/host\/#.*go=reverse.*steps=2/) as string,
    settings: { steps: 2, seed: 10, sampler: 'ddim' },
    sampler: 'ddim',
    process: 'discrete',
    network: { id: 'digits-v' },
    axes: { xt: ['frame', 'sample', 'channel', 'row', 'column'] },
  })
  const other = await saveWalk(
    player,
    new AbortController().signal,
    () => undefined,
    again(() => 9),
  )
  expect(other.difference).toBeGreaterThan(5)
})

test('frames that the page does not have differ from nothing', () => {
  const { player } = walkWith({ direction: 'reverse', steps: 2 })
  expect(difference(watchedRun(player), { index: 2, xt: new Float32Array(784) })).toBe(0)
})

test('given up half way it makes no file', async () => {
  const { player } = walkWith({ direction: 'reverse', steps: 9 })
  const controller = new AbortController()
  const saving = saveWalk(
    player,
    controller.signal,
    (doneFrames) => {
      if (doneFrames === 4) controller.abort()
    },
    again(() => 0),
  )
  await expect(saving).rejects.toThrow('aborted')
})
