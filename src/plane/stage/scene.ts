import { createStore, type StoreApi } from 'zustand/vanilla'
import { dataSetOracle, type Oracle } from '../../diffusion'
import type { PointSet, Slot } from '../../engine/protocol/plane'
import { conditionOf } from '../changes'
import type { PlanePlayer } from '../player-context'
import { choiceOf } from '../plane-run'
import { createCrowdScene } from './crowd-scene'
import { createFieldLayer, type FieldSubject } from './field-layer'
import { classOdds } from './field-question'
import { createFlowMapLayer, type FlowSubject } from './flow-map'
import { onceAFrame, sheetOf } from './layers'
import { likelihoodAt } from './likelihood-at'
import type { Canvases, Moment, StageView } from './moment'
import { nearestParticle } from './nearest'
import { createOverlayScene } from './overlay-scene'
import { paintField } from './paint-field'
import { paintPoints } from './paint-points'
import { palette } from '../view/palette'
import type { Place } from './probe'
import { halfFor, toColumn, toRow } from '../view/view'

/** The picture of a stage, which is drawn outside React. */
export interface Scene {
  readonly viewStore: StoreApi<StageView>
  /** Puts the pointer at a place in shown coordinates, or takes it away. */
  point(place: Place | undefined): void
  pointed(): Place | undefined
  /** Half the side of the view. */
  half(): number
  /** The particle nearest to a place, within `reach` CSS pixels. */
  nearest(place: Place, reach: number): number | null
  end(): void
}

/** Runs `paint` if one of the values that it shows has changed since the last time. */
function whenChanged(): (shows: readonly unknown[], paint: () => void) => void {
  let before: readonly unknown[] = []
  return (shows, paint) => {
    if (shows.length === before.length && shows.every((value, i) => value === before[i])) return
    before = shows
    paint()
  }
}

/** What is computed once for each set of points. */
interface Data {
  readonly points: PointSet
  readonly oracle: Oracle
  readonly odds: number
  readonly half: number
  /** The number of the set of points. */
  readonly version: number
}

const dataOf = (points: PointSet, version: number): Data => ({
  points,
  oracle: dataSetOracle(points.xy, 2),
  odds: classOdds(points.labels),
  half: halfFor(points.xy),
  version,
})

/** What decides the field of a stage; undefined while the engine is not ready, or the stage is empty. */
function subjectOf(
  {
    state: {
      settings,
      learning,
      engine: { status },
    },
    stageFrame,
  }: Moment,
  slot: Slot,
  { half, odds, version }: Data,
): FieldSubject | undefined {
  const choice = choiceOf(settings, slot)
  if (status !== 'ready' || !stageFrame || !choice) return undefined
  const learned = learning.status === 'none' ? 0 : 1 + learning.step + learning.studentStep
  return { settings, choice, odds, at: stageFrame.at, half, learned, version }
}

/** What decides the map of the flow's likelihood; undefined if it is not shown, or the chosen answer has none. */
function flowSubject(
  { settings, choice: { answerer, process: id, schedule }, at, half, learned, version }: FieldSubject,
  steps: number,
): FlowSubject | undefined {
  if (settings.heatMap !== 'likelihood' || answerer === 'student' || (answerer !== 'exact' && learned === 0))
    return undefined
  return {
    answerer,
    process: { id, schedule },
    ...conditionOf(settings.guidance),
    at,
    half,
    steps,
    learned: answerer === 'exact' ? 0 : learned,
    version,
  }
}

/** The two canvases that seldom change: the field below the particles, and the data. */
function createGround(canvases: Canvases) {
  const [fieldChanged, pointsChanged] = [whenChanged(), whenChanged()]
  return ({ state, half, palette, field, flow }: Moment, data: Data): void => {
    const { dataShown } = state.settings
    const [ground, marks] = [sheetOf(canvases.field), sheetOf(canvases.points)]
    if (ground)
      fieldChanged([field, flow, palette, ground.side], () => {
        paintField(ground, { field, flow }, palette)
      })
    if (marks)
      pointsChanged([data, dataShown, palette, marks.side], () => {
        paintPoints(marks, data.points, half, palette, dataShown)
      })
  }
}

/** Calls back when the theme or the size of the picture changes. @returns a function that stops this */
function watchLooks({ field }: Canvases, onChange: () => void): () => void {
  const themes = new MutationObserver(onChange)
  themes.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  const sizes = new ResizeObserver(onChange)
  sizes.observe(field)
  return () => {
    for (const observer of [themes, sizes]) observer.disconnect()
  }
}

/** The particle that is drawn nearest to a place of the plane, within `reach` CSS pixels. */
function nearestTo(
  { width: side, clientWidth }: HTMLCanvasElement,
  places: Float32Array,
  half: number,
  [x, y]: Parameters<Scene['nearest']>[0],
  reach: number,
) {
  const view = { half, side }
  return nearestParticle(places, toColumn(view, x), toRow(view, y), (reach * side) / clientWidth)
}

export function createScene(canvases: Canvases, player: PlanePlayer, slot: Slot): Scene {
  const { store, engine } = player.plane
  const viewStore = createStore<StageView>()(() => ({ failed: false }))
  const frames = onceAFrame(draw)
  const again = () => {
    frames.ask()
  }
  const drawGround = createGround(canvases)
  const crowd = createCrowdScene(player, slot)
  const overlay = createOverlayScene(player, slot, viewStore, again)
  let data = dataOf(store.getState().points, 0)
  const fields = createFieldLayer(engine, (field) => {
    viewStore.setState({ field, failed: field === undefined })
    again()
  })
  const flows = createFlowMapLayer(engine, (flow, failed) => {
    viewStore.setState({ flow, failed })
    again()
  })

  function draw(now: number): void {
    const state = store.getState()
    if (state.points !== data.points) data = dataOf(state.points, data.version + 1)
    const moment: Moment = {
      now,
      state,
      stageFrame: player.stageFrame(slot),
      half: data.half,
      palette: palette(),
      field: viewStore.getState().field,
      flow: viewStore.getState().flow,
    }
    const subject = subjectOf(moment, slot, data)
    if (subject) {
      fields.want(subject, state.run.goal !== undefined)
      flows.want(flowSubject(subject, likelihoodAt(player.plane).getState().steps))
    }
    drawGround(moment, data)
    if (crowd.draw(canvases, moment)) again()
    overlay.draw(canvases.overlay, moment, data.oracle)
  }

  const ends = [
    watchLooks(canvases, again),
    player.subscribe(again),
    store.subscribe(again),
    likelihoodAt(player.plane).subscribe(again),
  ]
  again()
  return {
    viewStore,
    point: overlay.point,
    pointed: overlay.pointed,
    half: () => data.half,
    nearest: (place, reach) => nearestTo(canvases.particles, crowd.places(), data.half, place, reach),
    end: () => {
      for (const end of ends) end()
      for (const part of [frames, fields, flows, overlay]) part.end()
    },
  }
}
