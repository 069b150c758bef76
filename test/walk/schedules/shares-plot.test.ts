import { expect, test } from 'vitest'
import { MOST } from '../../../src/walk/schedules/shares'
import { sharesPlot } from '../../../src/walk/schedules/shares-plot'

const shares = [0.1, 0.2, 0, 0.7]
const rows = [
  { title: 'A < B', shares, peak: '70 %', trained: [13, -13] as const },
  { title: 'C', shares: [1, 0, 0, 0], peak: '100 %', trained: [6.5, 0] as const },
]
const plot = sharesPlot({ title: 'shares & levels', rows, label: String, link: 'https://a/#x=1&y="2"' })
const rects = [...plot.matchAll(/<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)" height="([\d.]+)"/g)].map(
  ([, x, width, height]) => ({ x: Number(x), width: Number(width), height: Number(height) }),
)
const [ground, ...bars] = rects

test('each bar of the plot is as high as its share, up to the top of its strip', () => {
  const [first = 0, second = 0, third = 0, fourth = 0] = bars.slice(0, 4).map(({ height }) => height)
  expect(second).toBeCloseTo(2 * first, 1)
  expect(third).toBe(0)
  expect(fourth).toBeCloseTo((first * MOST) / 0.1, 1)
})

test('the line below spans the log-SNRs of the training: all of the strip, or a quarter of it', () => {
  const [wide, narrow] = [bars[4], bars[9]]
  expect(wide?.width).toBeCloseTo(4 * (narrow?.width ?? NaN), 1)
  expect((wide?.x ?? NaN) + (wide?.width ?? NaN) / 2).toBeCloseTo((narrow?.x ?? NaN) + (narrow?.width ?? NaN), 1)
})

test('all is within the file, whose title and link are written as markup demands', () => {
  for (const { x, width } of bars) expect(x + width).toBeLessThanOrEqual(ground?.width ?? 0)
  expect(plot).toContain('<title>shares &amp; levels</title>')
  expect(plot).toContain('A &lt; B')
  expect(plot).toContain('<metadata>https://a/#x=1&amp;y=&quot;2&quot;</metadata>')
})
