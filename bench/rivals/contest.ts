import type { Answer, Ask } from './worker'
import type { Entry } from './contestants/contestant'

// The page's side of a contest: contestants in workers, which take turns in rounds.

export interface Contest {
  /** The network's folder. */
  readonly model: string
  readonly batch: number
  readonly entries: readonly Entry[]
  /** About how many seconds the rounds may take together, and the fewest and most of them. */
  readonly seconds: number
  readonly rounds: readonly [fewest: number, most: number]
}

export interface Result {
  /** Of each entry: what it runs on and computed, or why it takes no part. */
  readonly entries: readonly EntryResult[]
  /** Milliseconds of the calibration before each turn, in order. */
  readonly calibration: readonly number[]
}

export interface EntryResult {
  readonly entry: Entry
  readonly device: string
  /** The largest relative error against PyTorch's output. */
  readonly error: number
  /** Why it was not timed; null if it was. */
  readonly excluded: string | null
  /** Milliseconds of each call of each round. */
  readonly rounds: readonly (readonly number[])[]
}

/** A larger error means that a contestant does not compute this network. */
export const TOLERANCE = 1e-4
/** A turn takes about so long, and at most so many calls. */
const TURN_MS = 120
const MOST_CALLS = 8
/** Before a turn the threads of the one before it come to rest. */
const REST_MS = 20
/** Calls before the first round, for the browser's compiler to be done with the code. */
const WARM_MS = 600

interface Seat {
  readonly entry: Entry
  readonly ask: (message: Ask) => Promise<Answer>
  readonly leave: () => void
}

function seat(entry: Entry): Seat {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
  const ask = (message: Ask) =>
    new Promise<Answer>((resolve) => {
      worker.onmessage = ({ data }: MessageEvent<Answer>) => {
        resolve(data)
      }
      worker.onerror = ({ message: why }) => {
        resolve({ kind: 'failed', message: why || 'its worker did not start' })
      }
      worker.postMessage(message)
    })
  return {
    entry,
    ask,
    leave: () => {
      worker.terminate()
    },
  }
}

async function times(seated: Seat, message: Ask): Promise<readonly number[]> {
  const answer = await seated.ask(message)
  if (answer.kind !== 'times') throw new Error(answer.kind === 'failed' ? answer.message : 'no times')
  return answer.ms
}

interface Ready {
  readonly seated: Seat
  readonly result: EntryResult & { readonly rounds: (readonly number[])[] }
  readonly calls: number
  readonly turnMs: number
}

/** Prepares a contestant, checks what it computes, and warms it up. */
async function prepared(seated: Seat, { model, batch }: Contest): Promise<Ready> {
  const { entry } = seated
  const answer = await seated.ask({ kind: 'prepare', entry, model, batch })
  const nothing = { entry, device: '', error: NaN, rounds: [] }
  const none = { seated, calls: 0, turnMs: 0 }
  if (answer.kind !== 'ready')
    return { ...none, result: { ...nothing, excluded: answer.kind === 'failed' ? answer.message : 'it did not start' } }
  const { device, error } = answer
  if (!(error <= TOLERANCE))
    return { ...none, result: { ...nothing, device, error, excluded: `it computes wrong numbers: error ${error}` } }
  await times(seated, { kind: 'turn', calls: Math.ceil(Math.min(50, WARM_MS / answer.ms)) })
  const [ms = answer.ms] = await times(seated, { kind: 'turn', calls: 1 })
  const calls = Math.max(1, Math.min(MOST_CALLS, Math.round(TURN_MS / ms)))
  return { seated, result: { entry, device, error, excluded: null, rounds: [] }, calls, turnMs: calls * ms }
}

const rest = () => new Promise((resolve) => setTimeout(resolve, REST_MS))

/** The slowest of as many calibrations at once as a contestant may have threads, in milliseconds. */
async function calibrate(seats: readonly Seat[]): Promise<number> {
  return Math.max(...(await Promise.all(seats.map((each) => times(each, { kind: 'calibrate' })))).flat())
}

/**
 * Lets all entries compute the same network in turns, A B C, B C A, …, and times every call with its read-back. One that cannot run or
 * computes wrong numbers is not timed.
 */
export async function contest(job: Contest): Promise<Result> {
  const threads = Math.max(...job.entries.map((entry) => entry.threads))
  const [first] = job.entries
  if (!first) throw new Error('a contest has entries')
  const gauges = Array.from({ length: threads }, () => seat(first))
  const all: Ready[] = []
  for (const entry of job.entries) all.push(await prepared(seat(entry), job))
  const playing = all.filter(({ result }) => result.excluded === null)
  const calibration: number[] = []
  for (let i = 0; i < 20; i++) await calibrate(gauges) // the browser compiles it meanwhile
  for (let round = 0; round < roundsOf(job, playing); round++) {
    for (let turn = 0; turn < playing.length; turn++) {
      const { seated, result, calls } = playing[(round + turn) % playing.length] as Ready
      await rest()
      calibration.push(await calibrate(gauges))
      result.rounds.push(await times(seated, { kind: 'turn', calls }))
    }
  }
  for (const each of [...gauges, ...all.map(({ seated }) => seated)]) each.leave()
  return { entries: all.map(({ result }) => result), calibration }
}

function roundsOf({ seconds, rounds: [fewest, most] }: Contest, playing: readonly Ready[]): number {
  const round = playing.reduce((sum, { turnMs }) => sum + turnMs + 2 * REST_MS, 0)
  return Math.max(fewest, Math.min(most, Math.floor((1000 * seconds) / round)))
}
