import { faultText } from '../../i18n'
import { qualityText } from '../../i18n/quality'
import { kernelOf } from './distances'
import { type FiguresProps, lanesOf } from './lane-scores'
import styles from './quality.module.css'
import { evaluationsOf, type Score, shareOf } from './trial'

function Distances({ score, drawn: { reference, frechet } }: { score: Score; drawn: FiguresProps['drawn'] }) {
  const words = qualityText
  if (!reference) return null
  const kernel = kernelOf(score, reference)
  const distance = frechet?.of.get(score.trial)
  return (
    <>
      <td data-kernel={kernel?.mean}>{kernel ? words.measured(kernel.mean, kernel.error) : words.none}</td>
      <td data-frechet={distance}>{distance === undefined ? words.none : words.distanceOf(distance)}</td>
    </>
  )
}

function Row({ score, drawn: result }: { score: Score; drawn: FiguresProps['drawn'] }) {
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
      <Distances score={score} drawn={result} />
    </tr>
  )
}

/** The same in numbers, and why some do not go on. */
export function Figures({ drawn: result, namesOf }: FiguresProps) {
  const words = qualityText
  const { scores, reference, frechet } = result
  if (scores.length === 0) return null
  const columns = [
    words.x,
    words.n,
    words.share,
    words.interval,
    ...(reference ? [words.curves.kernel.name, words.curves.frechet.name] : []),
  ]
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <caption>{words.table}</caption>
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        {lanesOf(scores, namesOf).map(({ name, place, scores: of }) => (
          <tbody key={place}>
            <tr className={styles.lane}>
              <th scope="rowgroup" colSpan={columns.length}>
                {name}
              </th>
            </tr>
            {of.map((score, i) => (
              <Row key={i} score={score} drawn={result} />
            ))}
          </tbody>
        ))}
      </table>
      {frechet && <p className={styles.note}>{words.floorOf(frechet.n, frechet.floor.mean, frechet.floor.error)}</p>}
    </div>
  )
}
