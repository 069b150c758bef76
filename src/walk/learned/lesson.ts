import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Denoised } from '../../diffusion'
import type { Fault } from '../../engine/protocol/pictures'
import { askOne, type Example, readAnswer, Unanswered } from '../ask/answers'
import { remember } from '../ask/remember'
import { modelOf } from '../model/models'
import type { Player } from '../run/player'
import { type Draws, drawnExample, drawPicture, drawT, picturesOf } from './draws'

/** The lines of DDPM's algorithm 1 that do something: x₀, t and ε are drawn, and then the network is asked. */
const TRAINING_LINES = [2, 3, 4, 5] as const
type TrainingLine = (typeof TRAINING_LINES)[number]

/** What the network said of an example, and what follows from it. */
export interface LessonAnswer {
  readonly example: Example
  readonly denoised: Denoised<Float32Array>
}

/** The training algorithm as it stands. */
export interface Lesson {
  /** The line that has been done last. */
  readonly line: TrainingLine
  readonly draws: Draws
  /** Counts what has been drawn: every draw has a number of its own, so that the same presses give the same draws. */
  readonly drawCount: number
  readonly status: 'waiting' | 'asking' | 'answered' | 'failed'
  /** Of the newest example that was answered. */
  readonly answer: LessonAnswer | undefined
  readonly fault: Fault | undefined
}

export type LessonStore = StoreApi<Lesson>

/** The lesson of a walk's network; it begins with one round done. */
export const lessonOf: (player: Player) => LessonStore = remember((player) => {
  const { seed } = player.store.getState().settings
  const count = picturesOf(player)?.x0.length ?? 20
  return createStore<Lesson>()(() => ({
    line: 5,
    draws: { picture: drawPicture(seed, 0, count), t: drawT(seed, 0), noise: 0 },
    drawCount: 0,
    status: 'waiting',
    answer: undefined,
    fault: undefined,
  }))
})

/** Some of the three, drawn anew. */
function newDraws(
  player: Player,
  { draws, drawCount }: Lesson,
  what: readonly (keyof Draws)[],
): Pick<Lesson, 'draws' | 'drawCount'> {
  const { seed } = player.store.getState().settings
  const round = drawCount + 1
  const count = picturesOf(player)?.x0.length ?? 1
  const next: Draws = { picture: drawPicture(seed, round, count), t: drawT(seed, round), noise: round }
  return { drawCount: round, draws: { ...draws, ...Object.fromEntries(what.map((each) => [each, next[each]])) } }
}

/** Draws some of the three again. */
export function redraw(player: Player, store: LessonStore, what: readonly (keyof Draws)[]): void {
  store.setState(newDraws(player, store.getState(), what))
}

const drawsOf: Readonly<Record<TrainingLine, readonly (keyof Draws)[]>> = {
  2: ['picture'],
  3: ['t'],
  4: ['noise'],
  5: [],
}

/** Does the next line; after the last it is the first again. */
export function nextLine(player: Player, store: LessonStore): void {
  const state = store.getState()
  const line = TRAINING_LINES[TRAINING_LINES.indexOf(state.line) + 1] ?? 2
  store.setState({ line, ...newDraws(player, state, drawsOf[line]) })
}

/** Does all lines once. */
export function wholeRound(player: Player, store: LessonStore): void {
  store.setState({ line: 5, ...newDraws(player, store.getState(), ['picture', 't', 'noise']) })
}

/** What the network is asked now; undefined while there is nothing to ask, or nobody. */
function questionOf(
  player: Player,
  { line, draws }: Lesson,
): { readonly key: string; readonly example: Example } | undefined {
  const { settings, engine, pictures } = player.store.getState()
  const all = picturesOf(player)
  if (line !== 5 || engine.status !== 'ready' || !all) return undefined
  const { picture, t, noise } = draws
  const key = [settings.model, settings.seed, pictures, picture, t, noise].join(' ')
  return { key, example: drawnExample(player, all, draws) }
}

/**
 * Asks the network whenever the last line stands, once for each example; the newest question is answered.
 *
 * @returns a function that ends it
 */
export function followLesson(player: Player, store: LessonStore): () => void {
  let current: string | undefined
  let asking: AbortController | undefined
  const ask = async (example: Example, signal: AbortSignal) => {
    try {
      const { prediction } = modelOf(player.store.getState().settings)
      const denoised = readAnswer(example, await askOne(player.engine, example, signal), prediction)
      store.setState({ status: 'answered', answer: { example, denoised }, fault: undefined })
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error
      if (signal.aborted) return
      store.setState(error.fault ? { status: 'failed', fault: error.fault } : { status: 'waiting' })
    }
  }
  /** @param anew whether to ask although the question is the same: whoever was asked may be gone */
  const follow = (anew = false) => {
    const question = questionOf(player, store.getState())
    if (question?.key === current && !anew) return
    asking?.abort()
    current = question?.key
    if (!question) {
      if (store.getState().status === 'asking') store.setState({ status: 'waiting' })
      return
    }
    asking = new AbortController()
    store.setState({ status: 'asking' })
    void ask(question.example, asking.signal)
  }
  const ends = [
    store.subscribe(({ line, draws }, before) => {
      if (line !== before.line || draws !== before.draws) follow()
    }),
    player.store.subscribe(({ engine, settings, pictures }, before) => {
      if (engine !== before.engine) follow(true)
      else if (settings !== before.settings || pictures !== before.pictures) follow()
    }),
  ]
  follow()
  return () => {
    asking?.abort()
    for (const end of ends) end()
  }
}
