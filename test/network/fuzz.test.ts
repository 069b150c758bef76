import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { parseCard } from '../../src/network/checkpoint/card'
import { parseConfig } from '../../src/network/checkpoint/config'
import { parseSafetensors } from '../../src/network/checkpoint/safetensors'
import { parseScheduler } from '../../src/network/checkpoint/scheduler'
import { parseIndex } from '../../src/network/checkpoint/weights'
import { CheckpointError } from '../../src/network/errors'
import { expectedTensors } from '../../src/network/config/expected'
import { footprint } from '../../src/network/unet/footprint'
import { attention, read, tiny } from './checkpoint-files'

/** Values that break programs which trust them. */
const hostile = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    0,
    -1,
    0.5,
    1e308,
    -1e308,
    2 ** 31,
    2 ** 53,
    '',
    '0',
    '__proto__',
    'constructor',
    'AttnDownBlock2D',
    [],
    {},
    [[]],
    [null],
    { length: 1e9 },
    { toString: 1 },
  ),
  fc.constantFrom<unknown>(
    'x'.repeat(100_000),
    Array.from({ length: 10_000 }, () => 8),
    JSON.parse('['.repeat(500) + ']'.repeat(500)),
    JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'),
  ),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.array(fc.integer({ min: -2, max: 64 }), { maxLength: 9 }),
  fc.array(fc.constantFrom('DownBlock2D', 'AttnUpBlock2D', 'SkipDownBlock2D', 'SkipUpBlock2D', 'KUpBlock2D', 7), {
    maxLength: 9,
  }),
  fc.jsonValue({ maxDepth: 3 }),
)

type Mutation = (value: Record<string, unknown>) => Record<string, unknown>

/** Replaces, removes or adds a key; a key may be one that JavaScript gives a meaning. */
const mutation: fc.Arbitrary<Mutation> = fc
  .tuple(
    fc.nat(),
    fc.option(hostile, { nil: undefined, freq: 8 }),
    fc.constantFrom('replace', 'replace', 'replace', 'add'),
  )
  .map(([pick, value, kind]) => (object) => {
    const keys = [...Object.keys(object), '__proto__', 'constructor', 'hasOwnProperty']
    const key = kind === 'add' ? `new${pick % 10}` : (keys[pick % keys.length] as string)
    const entries = Object.entries(object).filter(([name]) => name !== key)
    return Object.fromEntries(value === undefined ? entries : [...entries, [key, value]])
  })

/** The bytes of a JSON file with one to three such changes, and sometimes a few bytes overwritten. */
function fuzzed(file: Uint8Array): fc.Arbitrary<Uint8Array<ArrayBuffer>> {
  const original = JSON.parse(new TextDecoder().decode(file)) as Record<string, unknown>
  const broken = fc.option(fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 }), { freq: 4 })
  return fc.tuple(fc.array(mutation, { minLength: 1, maxLength: 3 }), broken).map(([mutations, overwritten]) => {
    const bytes = new TextEncoder().encode(JSON.stringify(mutations.reduce((value, change) => change(value), original)))
    for (const [at, byte] of overwritten ?? []) bytes[at % bytes.length] = byte
    return bytes
  })
}

/** Runs a parser on fuzzed bytes: it accepts, or refuses with a sentence, at once. */
function survives<T>(
  bytes: fc.Arbitrary<Uint8Array>,
  parse: (bytes: Uint8Array) => T,
  check: (accepted: T) => void,
  numRuns: number,
): void {
  fc.assert(
    fc.property(bytes, (input) => {
      const start = process.cpuUsage() // not by the clock: others may use the machine
      try {
        check(parse(input))
      } catch (error) {
        if (!(error instanceof CheckpointError)) throw error
        expect(error.message.length).toBeLessThan(600)
      }
      expect(process.cpuUsage(start).user).toBeLessThan(1e6) // µs
    }),
    { numRuns },
  )
}

afterEach(() => {
  expect(Object.keys(Object.prototype)).toEqual([])
  expect('polluted' in {}).toBe(false)
})

describe('ten thousand hostile headers and configs', { timeout: 60_000 }, () => {
  // of all together; each has its second
  test('configs: what is accepted is a network of finite size', () => {
    const check = (config: ReturnType<typeof parseConfig>) => {
      const { parameters, activations, largest } = footprint(config)
      expect([parameters, activations, largest].every((n) => Number.isSafeInteger(n) && n > 0)).toBe(true)
    }
    for (const folder of [tiny, attention])
      survives(fuzzed(read(folder, 'unet/config.json')), (bytes) => parseConfig('config', bytes), check, 2000)
  })

  test('schedulers', () => {
    const unet = parseConfig('config', read(tiny, 'unet/config.json'))
    survives(
      fuzzed(read(tiny, 'scheduler/scheduler_config.json')),
      (bytes) => parseScheduler('scheduler', bytes, unet),
      ({ scheduler }) => {
        expect(Number.isInteger(scheduler.num_train_timesteps)).toBe(true)
      },
      2000,
    )
  })

  test('cards', () => {
    survives(
      fuzzed(read(tiny, 'card.json')),
      (bytes) => parseCard(bytes, 'folder'),
      ({ nullClass, labels }) => {
        expect(nullClass).toBeLessThanOrEqual(labels.length)
      },
      1000,
    )
  })

  test('shard indices', () => {
    const expected = expectedTensors(parseConfig('config', read(attention, 'unet/config.json')))
    const map = Object.fromEntries([...expected.keys()].map((name) => [name, 'a.safetensors']))
    const index = new TextEncoder().encode(JSON.stringify({ metadata: { total_size: 1 }, weight_map: map }))
    const inner = fuzzed(new TextEncoder().encode(JSON.stringify(map))).map((bytes) =>
      new TextEncoder().encode(`{"weight_map":${new TextDecoder().decode(bytes)}}`),
    )
    const check = (shards: ReadonlyMap<string, readonly string[]>) => {
      expect([...shards.keys()].every((shard) => /^[\w-][\w.-]*\.safetensors$/.test(shard))).toBe(true)
    }
    for (const bytes of [fuzzed(index), inner])
      survives(bytes, (input) => parseIndex('index', input, expected), check, 500)
  })

  test('headers of weights', () => {
    const fileBytes = read(attention, 'unet/diffusion_pytorch_model.safetensors')
    const expected = expectedTensors(parseConfig('config', read(attention, 'unet/config.json')))
    const length = Number(new DataView(fileBytes.buffer).getBigUint64(0, true))
    const data = fileBytes.subarray(8 + length)
    const withHeader = (header: Uint8Array, claimed: bigint) => {
      const bytes = new Uint8Array(8 + header.length + data.length)
      new DataView(bytes.buffer).setBigUint64(0, claimed, true)
      bytes.set(header, 8)
      bytes.set(data, 8 + header.length)
      return bytes
    }
    const lengths = fc.option(
      fc.oneof(fc.bigInt(0n, 2n ** 64n - 1n), fc.constantFrom(0n, 1n, 10_000_000_000n, 2n ** 63n)),
      { freq: 5 },
    )
    const bytes = fc
      .tuple(fuzzed(fileBytes.subarray(8, 8 + length)), lengths)
      .map(([header, claimed]) => withHeader(header, claimed ?? BigInt(header.length)))
    survives(
      bytes,
      (input) => parseSafetensors('weights', input, expected),
      (weights) => {
        expect(weights.size).toBe(expected.size)
      },
      2000,
    )
  })
})
