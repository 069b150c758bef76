import { faultText } from '../../i18n'
import { qualityText } from '../../i18n/quality'
import { whole } from '../../i18n/format/numbers'
import { type ChartLine, Legend, LineChart } from '../inspect/line-chart'
import type { Settings } from '../model/settings'
import styles from './quality.module.css'
import { classesOf, evaluationsOf, type Score, shareOf } from './trial'

interface FiguresProps {
  readonly scores: readonly Score[]
  readonly namesOf: (lanes: readonly Settings[]) => readonly string[]
}

/** The lanes of some scores, each with its name and its scores in the order of their evaluations. */
function lanesOf({ scores, namesOf }: FiguresProps) {
  const places = [...new Set(scores.map(({ trial }) => trial.lane))]
  const lanes = places.map((place) => scores.filter(({ trial }) => trial.lane === place))
  const names = namesOf(lanes.flatMap(([first]) => (first ? [first.trial.settings] : [])))
  return lanes.map((of, i) => ({
    place: places[i] ?? 0,
    name: `${whole((places[i] ?? 0) + 1)}: ${names[i] ?? ''}`,
    scores: of.toSorted((a, b) => (evaluationsOf(a) ?? 0) - (evaluationsOf(b) ?? 0)),
  }))
}

const HEIGHT = 240

function lineOf({ place, name, scores }: ReturnType<typeof lanesOf>[number]): ChartLine {
  const known = scores.flatMap((score) => {
    const [evaluations, of] = [evaluationsOf(score), shareOf(score)]
    return evaluations === null || !of ? [] : [{ evaluations, ...of }]
  })
  return {
    name,
    look: place,
    spots: known.map(({ evaluations, share }) => [evaluations, 100 * share] as const),
    errors: known.map(({ low, high }) => [100 * low, 100 * high] as const),
  }
}

/** The share that is named as asked over the evaluations of a walk, a line for each lane. */
export function Curves(props: FiguresProps) {
  const words = qualityText
  const lines = lanesOf(props).map(lineOf)
  const [first] = props.scores
  if (!first || !lines.some(({ spots }) => spots.length > 1)) return null
  const most = Math.max(...lines.flatMap(({ spots }) => spots.map(([x]) => x)))
  return (
    <>
      <LineChart
        label={words.chart}
        lines={lines}
        x={{ name: words.x, low: 0, high: 1.02 * most }}
        y={{ name: words.y, range: [0, 100] }}
        floors={[{ y: 100 / classesOf(first.trial.settings), name: words.chance, left: true }]}
        height={HEIGHT}
      />
      <Legend lines={lines.map(({ look, name }) => ({ look, key: name, name }))} />
    </>
  )
}

function Row({ score }: { score: Score }) {
  const words = qualityText
  const { n, named, why } = score
  const of = shareOf(score)
  return (
    <tr data-n={n} data-named={named}>
      <th scope="row">{words.of(evaluationsOf(score))}</th>
      <td>{words.count(n)}</td>
      <td>{of ? words.shareOf(of.share) : words.none}</td>
      <td>
        {of ? words.intervalOf(of.low, of.high) : words.none}
        {why && (
          <p className={styles.fault}>{why === 'classifier' ? words.noClassifier : faultText(why.code, why.details)}</p>
        )}
      </td>
    </tr>
  )
}

/** The same in numbers, and why some do not go on. */
export function Figures(props: FiguresProps) {
  const words = qualityText
  if (props.scores.length === 0) return null
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <caption>{words.table}</caption>
        <thead>
          <tr>
            {[words.x, words.n, words.share, words.interval].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        {lanesOf(props).map(({ name, place, scores }) => (
          <tbody key={place}>
            <tr className={styles.lane}>
              <th scope="rowgroup" colSpan={4}>
                {name}
              </th>
            </tr>
            {scores.map((score, i) => (
              <Row key={i} score={score} />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  )
}
