import { decidedText } from '../../i18n/decided'
import { T } from '../../runs/timeline'
import { LineChart } from '../inspect/line-chart'
import { useDoneSheets, useWholeVariety } from './context'
import styles from './decided.module.css'
import { alikeShare } from './sheet'

const HEIGHT = 180

/** How varied the sheets are, over the t of their moments; every moment that was ever drawn from is in it. */
export function Charts() {
  const sheets = useDoneSheets()
  const wholeVariety = useWholeVariety()
  const words = decidedText.chart
  if (sheets.length < 2) return null
  const x = { name: words.t, low: 0, high: T }
  const read = sheets.flatMap(({ t, counts }) => (counts ? [[t, alikeShare(counts)] as const] : []))
  return (
    <div className={styles.charts}>
      <LineChart
        label={words.label}
        lines={[
          {
            name: words.line,
            look: 0,
            strong: true,
            spots: sheets.map(({ t, variety }) => [t, variety.mean] as const),
            errors: sheets.map(({ variety }) => variety.error),
          },
        ]}
        x={x}
        y={{ name: words.name }}
        floors={wholeVariety === undefined ? [] : [{ y: wholeVariety, name: words.whole(wholeVariety), left: true }]}
        height={HEIGHT}
      />
      {read.length > 1 && (
        <LineChart
          label={words.alike}
          lines={[{ name: words.alikeLine, look: 1, strong: true, spots: read }]}
          x={x}
          y={{ name: words.alikeName, range: [0, 1] }}
          height={HEIGHT}
        />
      )}
    </div>
  )
}
