import { describe, expect, test } from 'vitest'
import { defaultsOf as planeDefaultsOf, defaults as planeDefaults } from '../../src/plane/settings'
import { readLink as readPlaneLink } from '../../src/plane/link'
import { runDefaults, usualGrid } from '../../src/runs/run-defaults'
import { gridsOf, PROCESSES, SAMPLERS, withSampler } from '../../src/runs/sampler-settings'
import { adviceOn } from '../../src/walk/run/advice'
import { possible } from '../../src/walk/run/possible'
import { linkDefaults, readLink } from '../../src/walk/run/link'
import { modelOf, SHELF } from '../../src/walk/model/models'
import { defaults, defaultsOf, withModel } from '../../src/walk/model/settings'

const everyPair = SAMPLERS.flatMap((sampler) => PROCESSES.map((process) => [sampler, process] as const))

test.each(everyPair)('%s on %s begins with a grid that the process has and no advice warns of', (sampler, process) => {
  expect(gridsOf(process)).toContain(usualGrid(sampler, process))
  const settings = defaultsOf({ sampler, process })
  expect(adviceOn({ ...settings, ...possible(settings) })).toEqual([])
})

describe('what a link leaves out is what the menus would have set', () => {
  test.each(everyPair)('%s on %s', (sampler, process) => {
    const choice = { ...withSampler(sampler), process, grid: usualGrid(sampler, process) }
    const expected = { ...linkDefaults, ...choice, ...possible({ ...linkDefaults, ...choice }) }
    expect(readLink(`#sampler=${sampler}&process=${process}`)).toEqual({ settings: expected, notes: [] })
    expect(readPlaneLink(`#room=plane&sampler=${sampler}&process=${process}`)).toEqual({
      settings: { ...planeDefaults, ...choice },
      notes: [],
    })
  })

  test.each(SAMPLERS)('%s alone', (sampler) => {
    const expected = { ...linkDefaults, ...withSampler(sampler) }
    expect(readLink(`#sampler=${sampler}`)).toEqual({ settings: expected, notes: [] })
    expect(readPlaneLink(`#room=plane&sampler=${sampler}`).settings).toEqual({
      ...planeDefaults,
      ...withSampler(sampler),
    })
    expect(readPlaneLink(`#room=plane&beside=on&beside-sampler=${sampler}`).settings.beside).toMatchObject(
      sampler === planeDefaults.sampler ? {} : withSampler(sampler),
    )
  })

  test.each(SHELF.map(({ id }) => id))('the network %s', (model) => {
    const { settings, notes } = readLink(`#model=${model}&go=reverse`)
    expect(notes).toEqual([])
    expect(settings).toEqual({ ...linkDefaults, direction: 'reverse', ...withModel(linkDefaults, { model }) })
    expect([settings.label, settings.guidance]).toEqual([modelOf({ model }).first, modelOf({ model }).guidance])
  })
})

test('annealed Langevin gets its own steps and its own grid; EDM the grid that is for it', () => {
  expect(readLink('#sampler=annealed-langevin&process=ve&steps=20').settings).toMatchObject({
    grid: 'log-snr',
    delta: 0.6,
    count: 5,
    steps: 20,
  })
  expect(usualGrid('ddim', 'edm')).toBe('karras')
  expect(usualGrid('heun', 'discrete')).toBe('karras') // from σ̂ = 80, and not from 20,000
})

test('the first walk is what follows from its own sampler and process', () => {
  expect(defaultsOf({})).toEqual(defaults)
  expect(planeDefaultsOf({})).toEqual(planeDefaults)
  expect(runDefaults('ddim')).toMatchObject({ process: 'discrete', grid: 'trailing' })
})
