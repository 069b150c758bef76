import { escapeMarkup } from '../../ui/escape-markup'
import { AXIS, MOST, placeOfLogSnr } from './shares'

// The strips of all schedules as one SVG file, in light colours on white.

/** A schedule, as the plot shows it. */
interface SharesRow {
  readonly title: string
  /** Shares of the steps at each log-SNR, from data to noise, as `sharesOf` gives them. */
  readonly shares: readonly number[]
  /** The largest share, in words. */
  readonly peak: string
  /** The log-SNRs between which the network was trained. */
  readonly trained: readonly [number, number]
}

interface SharesPlot {
  readonly title: string
  readonly rows: readonly SharesRow[]
  /** Of a log-SNR on the axis. */
  readonly label: (lambda: number) => string
  /** Opens what shows the plot: it stands in the file. */
  readonly link: string
}

/** In the units of the viewBox: where the strips begin, their width, and the height of a strip with its gap. */
const [LEFT, WIDTH, HEIGHT, GAP, HEAD] = [200, 390, 40, 14, 44] as const
const [INK, SOFT, SIGNAL] = ['#1f1d1a', '#6b665e', '#0f5e78'] as const

const placed = (lambda: number) => LEFT + (WIDTH * placeOfLogSnr(lambda)) / 100
const number = (value: number) => String(Number(value.toFixed(2)))
const text = (x: number, y: number, content: string, attributes = '') =>
  `<text x="${number(x)}" y="${number(y)}" ${attributes}>${escapeMarkup(content)}</text>`
const bar = (x: number, y: number, width: number, height: number, fill: string) =>
  `<rect x="${number(x)}" y="${number(y)}" width="${number(width)}" height="${number(height)}" fill="${fill}"/>`

function strip({ title, shares, peak, trained: [cleanest, noisiest] }: SharesRow, top: number): string {
  const floor = top + HEIGHT
  const bin = WIDTH / shares.length
  const heights = shares.map((share) => (HEIGHT * Math.min(MOST, share)) / MOST)
  const highest = shares.indexOf(Math.max(...shares))
  const isEarly = highest < shares.length / 2
  return [
    text(LEFT - 12, floor, title, 'text-anchor="end"'),
    ...heights.map((height, i) => bar(LEFT + (i + 0.08) * bin, floor - height, 0.84 * bin, height, INK)),
    bar(placed(cleanest), floor + 3, placed(noisiest) - placed(cleanest), 3, SIGNAL),
    isEarly
      ? text(LEFT + (highest + 1) * bin + 4, top + 10, peak, `fill="${SOFT}"`)
      : text(LEFT + highest * bin - 4, top + 10, peak, `fill="${SOFT}" text-anchor="end"`),
  ].join('')
}

/** The shares of all schedules' steps over log-SNR, data on the left, as an SVG file of its own. */
export function sharesPlot({ title, rows, label, link }: SharesPlot): string {
  const [width, height] = [LEFT + WIDTH + 20, HEAD + rows.length * (HEIGHT + GAP)]
  const labels = AXIS.map((lambda) =>
    text(placed(lambda), HEAD - 12, label(lambda), `fill="${SOFT}" text-anchor="middle"`),
  )
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12" fill="${INK}">`,
    `<title>${escapeMarkup(title)}</title><metadata>${escapeMarkup(link)}</metadata>`,
    bar(0, 0, width, height, '#fff'),
    text(LEFT, 14, title, `fill="${SOFT}"`),
    ...labels,
    ...rows.map((row, i) => strip(row, HEAD + i * (HEIGHT + GAP))),
    '</svg>',
  ].join('\n')
}
