import { beforeEach, afterEach, describe, expect, test, vi } from 'vitest'
import '../../../src/walk/model/make-schedules'
import { runDefaults } from '../../../src/runs/run-defaults'
import { choiceOf, defaults, type RaceSettings, type Settings } from '../../../src/walk/model/settings'
import { addLane, allow, begin, changeLane, openInWalk, removeLane, walkBase } from '../../../src/walk/race/actions'
import { PRESETS, startOf } from '../../../src/walk/race/presets'
import { followSettings } from '../../../src/walk/race/settings'
import { createRace } from '../../../src/walk/race/store'
import { readLink, writeLink } from '../../../src/walk/run/link'
import { walkHistory } from '../../../src/walk/run/undo'
import { walkWith } from '../fake-engine'

beforeEach(() => {
  vi.stubGlobal('document', { baseURI: 'https://host/' })
  vi.stubGlobal('location', { search: '' })
})
afterEach(() => {
  vi.unstubAllGlobals()
})

/** A race that follows a walk's settings, and a hand that presses. */
function raced(patch: Partial<Settings> = {}) {
  const { player } = walkWith(patch)
  const hand = { id: 0, isHeld: false }
  const history = walkHistory(player, () => ({ ...hand }))
  const race = followSettings(createRace(player))
  const press = async (act: () => void) => {
    hand.id += 1
    act()
    await Promise.resolve()
  }
  const lanes = () => race.store.getState().lanes
  const samplers = () => lanes().map(({ settings }) => settings.sampler)
  return { player, history, race, press, lanes, samplers, set: () => player.store.getState().settings }
}

const noise = startOf('noise', walkBase({ player: walkWith({}).player }))

describe('a race in a link', () => {
  test.each(PRESETS)('comes back as it was, and so does what the walk walks: %s', (preset) => {
    const { race, set } = raced({ seed: 7, study: 'race' })
    const { lanes, allowance } = startOf(preset, walkBase(race))
    begin(race, lanes, allowance, preset)
    const link = writeLink(set())
    const { settings, notes } = readLink(link)
    expect(notes).toEqual([])
    expect(settings).toEqual({ ...set(), race: { ...set().race, preset: null } })
    expect(writeLink(settings)).toBe(link)
    const opened = raced(settings)
    expect(opened.lanes().map(({ run }) => run.settings)).toEqual(
      race.store.getState().lanes.map(({ run }) => run.settings),
    )
  })

  test('is short: of each lane what differs from the one before', () => {
    const { race, set } = raced({ study: 'race' })
    begin(race, noise.lanes, noise.allowance)
    expect(writeLink(set()).length).toBeLessThan(160)
  })

  test.each([
    'nonsense',
    'equal.luck~budget.5~lane.1',
    'equal.steps~budget.0~lane.1',
    'equal.steps~budget.5~sampler.ddim~lane.1',
    'equal.steps~budget.5~lane.1~sampler.magic',
    `equal.steps~budget.5${'~lane.1'.repeat(7)}`,
    'equal.steps~budget.5',
  ])('whose text is damaged is left out, and the page says so: %s', (text) => {
    const { settings, notes } = readLink(`#seed=3&study=race&race=${text}`)
    expect(settings).toMatchObject({ seed: 3, study: 'race', race: null })
    expect(notes).toMatchObject([{ kind: 'ignored', name: 'race' }])
  })

  test('a network of one’s own stays at home with its lanes', () => {
    const lane = choiceOf(defaults)
    const race: RaceSettings = { mode: 'steps', budget: 5, lanes: [lane, { ...lane, model: 'own-1' }], preset: null }
    expect(readLink(writeLink({ ...defaults, race })).settings.race?.lanes).toHaveLength(1)
    expect(readLink(writeLink({ ...defaults, race: { ...race, lanes: race.lanes.slice(1) } })).settings.race).toBeNull()
  })

  test('a class that a lane’s network does not have becomes one that it has', () => {
    expect(readLink('#race=equal.own~lane.1~digit.99').settings.race?.lanes[0]?.label).toBeLessThan(11)
  })
})

describe('undo in a race', () => {
  test('brings back a lane that was removed, changed or added, the race before a preset, and what was equal', async () => {
    const { race, history, press, lanes, samplers } = raced()
    await press(() => {
      begin(race, noise.lanes, noise.allowance, 'noise')
    })
    await press(() => {
      addLane(race)
    })
    await press(() => {
      changeLane(race, lanes()[2]?.id ?? NaN, runDefaults('heun', 'edm'))
    })
    await press(() => {
      removeLane(race, lanes()[0]?.id ?? NaN)
    })
    await press(() => {
      allow(race, { budget: 12 })
    })
    expect(samplers()).toEqual(['ddim', 'heun'])
    history.undo()
    expect(race.store.getState().allowance.budget).toBe(50)
    history.undo()
    expect(samplers()).toEqual(['ddpm', 'ddim', 'heun'])
    history.undo()
    expect(samplers()).toEqual(['ddpm', 'ddim', 'ddim'])
    history.undo()
    expect(samplers()).toEqual(['ddpm', 'ddim'])
    expect(race.store.getState().preset).toBe('noise')
    history.undo()
    expect(lanes()).toEqual([])
    for (let i = 0; i < 5; i++) history.redo()
    expect(samplers()).toEqual(['ddim', 'heun'])
    expect(race.store.getState().allowance.budget).toBe(12)
  })

  test('leaves the frames of the lanes that stay', async () => {
    const { race, history, press, lanes } = raced()
    await press(() => {
      begin(race, noise.lanes, noise.allowance)
    })
    const [first, second] = lanes()
    await press(() => {
      removeLane(race, first?.id ?? NaN)
    })
    history.undo()
    expect(lanes()).toHaveLength(2)
    expect(lanes()[1]?.run).toBe(second?.run)
    expect(lanes()[1]?.id).toBe(second?.id)
  })

  test('of a lane that was opened in the walk leaves the race as it is', async () => {
    const { race, history, press, lanes, set } = raced()
    await press(() => {
      begin(race, noise.lanes, noise.allowance)
    })
    const before = set().race
    const [lane] = lanes()
    if (lane)
      await press(() => {
        openInWalk(race, lane)
      })
    expect([set().sampler, set().race]).toEqual(['ddpm', before])
    history.undo()
    expect([set().sampler, set().race]).toEqual(['ddim', before])
  })
})
