import type { Entry } from './contestants/contestant'
import { seat, type Seat, times } from './seat'

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
  readonly entries: readonly EntryResult[]
  /** Milliseconds of the calibration before each turn, in order. */
  readonly calibration: readonly number[]
}

/** What one contestant runs on and computed, and its times. */
export interface EntryResult {
  readonly entry: Entry
  readonly device: string
  /** The largest relative error against PyTorch's output. */
  readonly error: number
  /** Why there are no times of it; null if there are. */
  readonly excluded: string | null
  /** Milliseconds of each call of each round. */
  readonly rounds: readonly (readonly number[])[]
}

/** A larger error means that a contestant does not compute this network. */
const TOLERANCE = 1e-4
/** A turn takes about so long, and at most so many calls. */
const TURN_MS = 120
const MOST_CALLS = 8
/** Before a turn the threads of the one before it come to rest. */
const REST_MS = 20
/** Calls before the first round take about so long: by then the browser's compiler is done with the code. */
const WARM_MS = 600

interface Player {
  readonly seated: Seat
  result: EntryResult
  /** Of one turn: how many calls, and about how many milliseconds. */
  readonly calls: number
  readonly turnMs: number
}

/** Prepares a contestant, checks what it computes, and warms it up. */
async function prepared(entry: Entry, { model, batch }: Contest): Promise<Player> {
  const seated = seat(entry)
  const excluded = async (reason: string, device = '', error = NaN): Promise<Player> => {
    await seated.leave()
    return { seated, calls: 0, turnMs: 0, result: { entry, device, error, excluded: reason, rounds: [] } }
  }
  const answer = await seated.ask({ kind: 'prepare', entry, model, batch })
  if (answer.kind !== 'ready') return excluded(answer.kind === 'failed' ? answer.message : 'it did not start')
  const { device, error } = answer
  const isRight = error <= TOLERANCE // not if it is NaN
  if (!isRight) return excluded(`it computes wrong numbers: relative error ${error}`, device, error)
  const calls = Math.min(50, Math.floor(WARM_MS / answer.ms))
  const ms = (await times(seated, { kind: 'turn', calls })).at(-1) ?? answer.ms
  const perTurn = Math.max(1, Math.min(MOST_CALLS, Math.round(TURN_MS / ms)))
  const result = { entry, device, error, excluded: null, rounds: [] }
  return { seated, calls: perTurn, turnMs: perTurn * ms, result }
}

/** Lets a contestant compute; one that fails in the middle is out. */
async function takeTurn(player: Player): Promise<void> {
  const { seated, calls, result } = player
  try {
    const ms = await times(seated, { kind: 'turn', calls })
    player.result = { ...result, rounds: [...result.rounds, ms] }
  } catch (error) {
    player.result = { ...result, excluded: error instanceof Error ? error.message : String(error) }
  }
}

const rest = () => new Promise((resolve) => setTimeout(resolve, REST_MS))
const isIn = ({ result }: Player) => result.excluded === null

/** The slowest of as many calibrations at once as a contestant may have threads, in milliseconds. */
async function calibrate(gauges: readonly Seat[]): Promise<number> {
  return Math.max(...(await Promise.all(gauges.map((each) => times(each, { kind: 'calibrate' })))).flat())
}

/**
 * Lets all entries compute the same network in turns, A B C, B C A, …, and times every call with its read-back. One that cannot run or
 * computes wrong numbers is not timed.
 */
export async function contest(job: Contest): Promise<Result> {
  const [first] = job.entries
  if (!first) throw new Error('A contest has entries')
  const gauges = Array.from({ length: Math.max(...job.entries.map(({ threads }) => threads)) }, () => seat(first))
  const players: Player[] = []
  for (const entry of job.entries) players.push(await prepared(entry, job))
  for (let i = 0; i < 20; i++) await calibrate(gauges) // the browser compiles it meanwhile
  const calibration: number[] = []
  const rounds = roundsOf(job, players)
  for (let round = 0; round < rounds; round++) {
    for (const i of players.keys()) {
      const player = players[(round + i) % players.length] as Player
      if (!isIn(player)) continue
      await rest()
      calibration.push(await calibrate(gauges))
      await takeTurn(player)
    }
  }
  for (const { seated } of players.filter(isIn)) await seated.leave()
  for (const { leave } of gauges) await leave()
  return { entries: players.map(({ result }) => result), calibration }
}

function roundsOf({ seconds, rounds: [fewest, most] }: Contest, players: readonly Player[]): number {
  const ms = players.filter(isIn).reduce((sum, { turnMs }) => sum + turnMs + 2 * REST_MS, 0)
  return Math.max(fewest, Math.min(most, Math.floor((1000 * seconds) / ms)))
}
