import { useState } from 'react'
import { qualityText } from '../../i18n/quality'
import { Choice } from '../../ui/choice'
import { type ChartLine, Legend, LineChart } from '../inspect/line-chart'
import { kernelOf } from './distances'
import { type FiguresProps, type LaneScores, lanesOf } from './lane-scores'
import { classesOf, evaluationsOf, type Score, shareOf } from './trial'

/** What a curve can show of pictures over the evaluations of a walk. */
const MEASURES = ['share', 'kernel', 'frechet'] as const
type Measure = (typeof MEASURES)[number]

/** A value and its 95 % interval; NaN where there is none. */
type Spot = readonly [value: number, low: number, high: number]

const HEIGHT = 240
/** Standard errors to either side of a mean in which it lies with 95 % confidence. */
const CONFIDENT = 1.96

const spotOf: Readonly<Record<Measure, (score: Score, result: FiguresProps['drawn']) => Spot | undefined>> = {
  share: (score) => {
    const of = shareOf(score)
    return of && [100 * of.share, 100 * of.low, 100 * of.high]
  },
  kernel: (score, { reference }) => {
    const of = reference ? kernelOf(score, reference) : undefined
    return of && [of.mean, of.mean - CONFIDENT * of.error, of.mean + CONFIDENT * of.error]
  },
  frechet: ({ trial }, { frechet }) => {
    const of = frechet?.of.get(trial)
    return of === undefined ? undefined : [of, NaN, NaN]
  },
}

function lineOf({ place, name, scores }: LaneScores, measure: Measure, result: FiguresProps['drawn']): ChartLine {
  const knownSpots = scores.flatMap((score) => {
    const [evaluations, spot] = [evaluationsOf(score), spotOf[measure](score, result)]
    return evaluations === null || !spot ? [] : [{ evaluations, spot }]
  })
  return {
    name,
    look: place,
    spots: knownSpots.map(({ evaluations, spot: [value] }) => [evaluations, value] as const),
    errors: knownSpots.map(({ spot: [, low, high] }) => [low, high] as const),
  }
}

/** What a chart has beside its lines. */
function around(measure: Measure, { scores, frechet }: FiguresProps['drawn']) {
  const words = qualityText.curves[measure]
  const [first] = scores
  const floors = {
    share: first ? [{ y: 100 / classesOf(first.trial.settings), name: qualityText.chance, left: true as const }] : [],
    kernel: [],
    frechet: frechet ? [{ y: frechet.floor.mean, name: qualityText.floor, left: true as const }] : [],
  }
  return {
    label: words.chart,
    y: { name: words.y, ...(measure === 'share' && { range: [0, 100] as const }) },
    floors: floors[measure],
  }
}

/** What was measured of the pictures over the evaluations of a walk, a line for each lane. */
export function Curves({ drawn: result, namesOf }: FiguresProps) {
  const [wantedMeasure, want] = useState<Measure>('share')
  const words = qualityText
  const lanes = lanesOf(result.scores, namesOf)
  const linesOf = (measure: Measure) => lanes.map((lane) => lineOf(lane, measure, result))
  const offered = MEASURES.filter((measure) => linesOf(measure).some(({ spots }) => spots.length > 1))
  const measure = offered.includes(wantedMeasure) ? wantedMeasure : offered[0]
  if (!measure) return null
  const lines = linesOf(measure)
  const most = Math.max(...lines.flatMap(({ spots }) => spots.map(([x]) => x)))
  return (
    <>
      {offered.length > 1 && (
        <Choice
          name={words.curve}
          explain={words.curves[measure].explain}
          value={measure}
          options={offered.map((value) => ({ value, label: words.curves[value].name }))}
          onChange={want}
        />
      )}
      <LineChart
        {...around(measure, result)}
        lines={lines}
        x={{ name: words.x, low: 0, high: 1.02 * most }}
        height={HEIGHT}
      />
      <Legend lines={lines.map(({ look, name }) => ({ look, key: name, name }))} />
    </>
  )
}
