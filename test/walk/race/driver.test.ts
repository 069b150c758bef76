import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { LaneEngine, startLaneEngine } from '../../../src/engine/page/pictures/lane-engine'
import type { Advanced, LaneOutcome, LaneStep } from '../../../src/engine/protocol/lanes'
import type { EngineReady, Fault, NetworkSource } from '../../../src/engine/protocol/pictures'
import '../../../src/walk/model/make-schedules'
import { runDefaults } from '../../../src/runs/run-defaults'
import { defaults, type Settings } from '../../../src/walk/model/settings'
import {
  allow,
  begin,
  changeAll,
  changeLane,
  moveTo,
  openInWalk,
  pause,
  play,
  stop,
} from '../../../src/walk/race/actions'
import { distanceAt, flowKey } from '../../../src/walk/race/flow'
import { follow } from '../../../src/walk/race/follow'
import { baseOf } from '../../../src/walk/race/lanes'
import { createRace } from '../../../src/walk/race/store'
import { walkWith } from '../fake-engine'
import { gaussianStep } from './gaussian'

const base = baseOf({ ...defaults, clip: 'off' })
const edm = (sampler: Settings['sampler']): Settings => ({ ...base, ...runDefaults(sampler, 'edm'), grid: 'karras' })
const lossFault: Fault = { code: 'ask-lost', details: {} }

/** What happened, and what is to go wrong. */
let log: string[]
let broken: { load: Readonly<Record<string, Fault>>; advance: (round: number) => Fault | undefined; sampler?: string }
let cost: Readonly<Record<string, number>>

const isLed = ({ spec }: LaneStep) => spec.changes.some(({ kind }) => kind === 'classifier')

const startFake: typeof startLaneEngine = () => {
  let id = ''
  let rounds = 0
  const engine: LaneEngine = {
    load: (source, again = false) => {
      id = (source as Extract<NetworkSource, { url: string }>).url.split('/').at(-2) ?? ''
      log.push(`${again ? 'again' : 'load'} ${id}`)
      const fault = broken.load[id]
      return Promise.resolve(fault ? { status: 'failed', fault } : { status: 'ready', ready: {} as EngineReady })
    },
    classifier: (url) => {
      log.push(`classifier ${url.split('/').at(-2) ?? ''}`)
      return Promise.resolve({ status: 'ready' })
    },
    advance: async (lanes): Promise<Advanced> => {
      await new Promise((resolve) => setTimeout(resolve, 0))
      const fault = broken.advance(rounds++)
      if (fault) return { status: 'failed', fault }
      log.push(`${id} ${lanes.length}`)
      const outcomes = lanes.map((lane): LaneOutcome => {
        if (lane.spec.sampler.id === broken.sampler) return { fault: { code: 'network', details: { message: 'no' } } }
        const frame = gaussianStep(lane)
        return { frame: { ...frame, ms: (frame.nfe - lane.at.nfe) * (cost[isLed(lane) ? `${id} led` : id] ?? 10) } }
      })
      return { status: 'advanced', lanes: outcomes, calls: 1, ms: 1 }
    },
    end: () => {
      log.push(`end ${id}`)
    },
  }
  return engine
}

beforeEach(() => {
  ;[log, cost] = [[], {}]
  broken = { load: {}, advance: () => undefined }
  vi.stubGlobal('document', { baseURI: 'https://host/' })
  vi.stubGlobal('location', { search: '' })
  vi.stubGlobal('matchMedia', () => ({ matches: false }))
})
afterEach(() => {
  vi.unstubAllGlobals()
})

function raceWith(lanes: readonly Settings[], budget = 9) {
  const walk = walkWith({})
  const race = createRace(walk.player, startFake)
  begin(race, lanes, { mode: 'evaluations', budget })
  const state = () => race.store.getState()
  const nfe = () => state().lanes.map(({ run }) => run.frames.at(-1)?.nfe)
  const rested = () => race.work
  return { race, walk, state, nfe, rested }
}

test('lanes at equal evaluations ask equally often; those of one network share its worker and its calls', async () => {
  const { race, nfe, rested } = raceWith([edm('euler'), edm('heun'), edm('dpm-solver++')])
  play(race)
  await rested()
  expect(nfe()).toEqual([9, 9, 9])
  expect(log[0]).toBe('load digits-v')
  expect(log.filter((line) => line.startsWith('load'))).toHaveLength(1)
  expect(log[1]).toBe('digits-v 3') // all together at the noise
})

test('each network has a worker of its own, and its classifier where a lane is led by it', async () => {
  const led: Settings = { ...base, ...runDefaults('ddim'), guide: 'classifier', guidance: 2 }
  const { race, nfe, rested } = raceWith([{ ...base, model: 'growing-0' }, { ...base, model: 'growing' }, led], 3)
  play(race)
  await rested()
  expect(nfe()).toEqual([3, 3, 3])
  expect(log.slice(0, 4)).toEqual(['load growing-0', 'load growing', 'load digits-v', 'classifier digits-classifier'])
})

describe('bad luck', () => {
  test('a network that does not come: its lane says why, and the others go on', async () => {
    broken.load = { growing: { code: 'checksum', details: {} } }
    const { race, state, nfe, rested } = raceWith([base, { ...base, model: 'growing' }], 4)
    play(race)
    await rested()
    expect(nfe()).toEqual([4, 0])
    expect(state().lanes.map(({ fault }) => fault?.code)).toEqual([undefined, 'checksum'])
    broken.load = {}
    play(race) // tries again
    await rested()
    expect(nfe()).toEqual([4, 4])
    expect(state().lanes[1]?.fault).toBeUndefined()
  })

  test('a lane that fails on its way, or is refused, leaves the others alone', async () => {
    broken.sampler = 'heun'
    const { race, state, nfe, rested } = raceWith([edm('euler'), edm('heun'), edm('rk45')])
    play(race)
    await rested()
    expect(nfe()).toEqual([9, 0, 0])
    expect(state().lanes.map(({ fault, refused }) => [fault?.code, refused])).toEqual([
      [undefined, false],
      ['network', false],
      [undefined, true],
    ])
  })

  test('a lost device: the network is placed on the next without being fetched, and no frame is lost or walked twice', async () => {
    const alone = raceWith([edm('euler'), edm('heun')])
    play(alone.race)
    await alone.rested()
    log = []
    broken.advance = (round) => (round === 4 ? lossFault : undefined)
    const { race, state, nfe, rested } = raceWith([edm('euler'), edm('heun')])
    play(race)
    await rested()
    expect(nfe()).toEqual([9, 9])
    expect(state().wasLost).toBe(true)
    expect(log.filter((line) => !line.startsWith('digits'))).toEqual(['load digits-v', 'again digits-v'])
    const states = (all: typeof state) => all().lanes.map(({ run }) => run.frames.map(({ xt }) => xt))
    expect(states(state)).toEqual(states(alone.state))
  })

  test('a device that is lost again and again is given up, and says so', async () => {
    broken.advance = (round) => (round > 2 ? lossFault : undefined)
    const { race, state, rested } = raceWith([base, base], 9)
    play(race)
    await rested()
    expect(state().lanes.map(({ fault }) => fault?.code)).toEqual(['ask-lost', 'ask-lost'])
    expect(state().lanes.map(({ run }) => run.frames.length)).toEqual([4, 4])
  })

  test('paused, a race goes on where it was; stopped, its workers end and its frames stay', async () => {
    const { race, state, nfe, rested } = raceWith([base, base], 6)
    let steps = 0
    const end = race.store.subscribe(({ lanes }, before) => {
      if (lanes !== before.lanes && (steps += 1) === 3) pause(race)
    })
    play(race)
    await rested()
    expect(nfe().every((evaluations) => evaluations !== undefined && evaluations > 0 && evaluations < 6)).toBe(true)
    const frameCount = state().lanes[0]?.run.frames.length ?? 0
    stop(race)
    end()
    expect(log.at(-1)).toBe('end digits-v')
    expect(state().lanes[0]?.run.frames).toHaveLength(frameCount)
    play(race)
    await rested()
    expect(nfe()).toEqual([6, 6])
  })

  test('a lane that is changed on the way begins anew, and nothing of what it was comes into it', async () => {
    const { race, state, nfe, rested } = raceWith([base, base], 6)
    let steps = 0
    const end = race.store.subscribe(({ lanes }, before) => {
      if (lanes !== before.lanes && (steps += 1) === 3) changeLane(race, lanes[1]?.id ?? NaN, { guidance: 3 })
    })
    play(race)
    await rested()
    end()
    expect(nfe()[1]).toBe(0)
    expect(state().playing).toBe(false)
    play(race)
    await rested()
    expect(state().lanes.map(({ run }) => run.settings.steps)).toEqual([6, 3]) // guidance asks twice
  })
})

test('at equal time each network is timed once, and its lanes get the steps that they have time for', async () => {
  cost = { 'digits-v': 10, growing: 20 }
  const { race, state, rested } = raceWith([base, { ...base, model: 'growing' }])
  allow(race, { mode: 'time', budget: 8 })
  play(race)
  await rested()
  expect(state().costs).toEqual({ 'digits-v': 10, growing: 20 })
  expect(state().lanes.map(({ run }) => run.frames.at(-1)?.nfe)).toEqual([8, 4])
  const times = state().lanes.map(({ run }) => run.frames.reduce((sum, { ms }) => sum + ms, 0))
  expect(times).toEqual([80, 80])
})

test('an evaluation that a classifier leads is timed by itself, and costs its lane steps', async () => {
  const led: Settings = { ...base, guide: 'classifier', guidance: 2 }
  cost = { 'digits-v': 10, 'digits-v led': 40 }
  const { race, state, rested } = raceWith([base, led])
  allow(race, { mode: 'time', budget: 8 })
  play(race)
  await rested()
  expect(Object.values(state().costs)).toEqual([10, 40])
  expect(state().lanes.map(({ run }) => run.frames.at(-1)?.nfe)).toEqual([8, 2])
})

test('the playhead moves as far as every lane has come', async () => {
  const { race, state, walk, rested } = raceWith([base, base], 4)
  moveTo(race, 0.7)
  expect(state().share).toBe(0)
  play(race)
  await rested()
  walk.tick(0)
  walk.tick(3000)
  expect(state().share).toBeCloseTo(0.5)
  walk.tick(9000)
  expect(state()).toMatchObject({ share: 1, playing: false })
  moveTo(race, 0.25)
  expect(state().share).toBe(0.25)
})

test('without motion the playhead goes to the end when all lanes are there', async () => {
  vi.stubGlobal('matchMedia', () => ({ matches: true }))
  const { race, state, walk, rested } = raceWith([base, base], 4)
  play(race)
  walk.tick(0)
  walk.tick(500)
  expect(state().share).toBe(0)
  await rested()
  walk.tick(16)
  expect(state()).toMatchObject({ share: 1, playing: false })
})

test('the flow is followed once for lanes that share it; it can be stopped, and then goes on to the end', async () => {
  const { race, state, rested } = raceWith([edm('euler'), edm('heun'), { ...base, ...runDefaults('ddpm') }])
  play(race)
  await rested()
  const before = log.length
  await follow(race)
  expect(log.length - before).toBeGreaterThan(990)
  expect(log.length - before).toBeLessThan(1030)
  expect(log.slice(before).every((line) => line === 'digits-v 1')).toBe(true)
  const [euler, heun, ddpm] = state().lanes.map(({ run }) => run)
  if (!euler || !heun || !ddpm) throw new Error('three lanes race')
  const { flows } = state()
  expect(distanceAt(euler, 9, flows[flowKey(euler)])).toBeGreaterThan(0)
  expect(distanceAt(heun, 5, flows[flowKey(heun)])).toBeGreaterThan(0)
  expect(flows[flowKey(ddpm)]).toBeUndefined()
})

test('a preset is on until one of its lanes is changed; another noise or allowance leaves it on', () => {
  const { race, state } = raceWith([])
  begin(race, [edm('euler'), edm('heun')], {}, 'order')
  allow(race, { budget: 12 })
  changeAll(race, { seed: 5 })
  expect(state().preset).toBe('order')
  changeLane(race, state().lanes[0]?.id ?? NaN, { guidance: 2 })
  expect(state().preset).toBeUndefined()
})

test('a lane opens in the walk with the settings that it walks', () => {
  const { race, state, walk } = raceWith([edm('euler'), edm('heun')])
  const [, lane] = state().lanes
  if (!lane) throw new Error('two lanes race')
  openInWalk(race, lane)
  expect(walk.state().settings).toMatchObject({
    sampler: 'heun',
    process: 'edm',
    steps: 5,
    direction: 'reverse',
    from: 'noise',
  })
})
