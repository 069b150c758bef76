import { useShallow } from 'zustand/react/shallow'
import { fixed } from '../../i18n/format/numbers'
import { planeText } from '../../i18n/plane'
import { usePlane } from '../context'
import { css } from '../view/colour'
import type { Field } from './field'
import type { FlowMap } from './flow-map'
import { gradient, inThemes } from './gradient'
import { FULL_ERROR } from './paint-field'
import { greatest } from './paint-heat'
import type { Palette } from '../view/palette'
import styles from './stage.module.css'
import { Words } from '../../ui/words'

const wheel = ({ start }: Palette): string =>
  `conic-gradient(from 90deg, ${Array.from({ length: 25 }, (_, i) => css(start(-(i / 24) * 2 * Math.PI, 0.75))).join(', ')})`

/** The density that has the fullest colour, in digits. */
function fullestDensity(logDensity: Float32Array): string {
  const most = Math.exp(greatest(logDensity))
  return fixed(most, most < 9.95 ? 2 : 0)
}

interface LegendProps {
  field: Field | undefined
  flow: FlowMap | undefined
}

function Heat({ field, flow }: LegendProps & { field: Field }) {
  const { heatMap, answerer, odds } = field.question
  const points = usePlane((state) => state.points.labels.length)
  const { heat, heatExplain, errorFull, drawing, oneClass } = planeText.planeStage
  const logDensity = heatMap === 'likelihood' ? flow?.logDensity : field.logDensity
  const full = logDensity ? fullestDensity(logDensity) : '…'
  if (
    heatMap === 'none' ||
    (heatMap === 'error' && !field.error) ||
    (heatMap === 'likelihood' && answerer === 'student')
  )
    return null
  if (heatMap === 'class' && (odds === 0 || odds === Infinity)) return <span>{oneClass(odds === 0 ? 0 : 1)}</span>
  const ends = {
    density: ['0', full],
    likelihood: ['0', full],
    class: ['0', '1'],
    error: ['0', errorFull(FULL_ERROR)],
  }[heatMap]
  const ramp = { density: 'density', likelihood: 'density', class: 'classes', error: 'error' } as const
  return (
    <span className={styles.legend} title={heatExplain[heatMap](points)}>
      <Words>{`${heat[heatMap]}:`}</Words> {ends[0]}{' '}
      <i className={styles.ramp} style={inThemes((palette) => gradient(palette[ramp[heatMap]]))} />{' '}
      <span className={styles.full}>{ends[1]}</span>
      {heatMap === 'likelihood' && (flow?.share ?? 0) < 1 && (
        <span className={styles.full}>{drawing(flow?.share ?? 0)}</span>
      )}
    </span>
  )
}

function ArrowLegend({
  field: {
    question: { arrows, answerer },
    vectors,
    middleSize = NaN,
  },
}: {
  field: Field
}) {
  const { arrows: names, arrowsOf, arrowsExplain, halfArrow } = planeText.planeStage
  if (arrows === 'none' || !vectors) return null
  const half = middleSize
  return (
    <span className={styles.legend} title={arrowsExplain[arrows](half)}>
      {arrowsOf[answerer === 'exact' ? 'exact' : 'network']} <Words>{names[arrows]}</Words>
      {arrows !== 'streamlines' && (
        <>
          <svg width="26" height="10" viewBox="0 0 26 10" aria-hidden="true">
            <path d="M1 5H13M9.5 2.2L13 5L9.5 7.8" fill="none" stroke="currentColor" strokeWidth="1.4" />
            <path d="M14 5H25" stroke="currentColor" strokeDasharray="1.5 2.5" />
          </svg>{' '}
          {halfArrow(half)}
        </>
      )}
    </span>
  )
}

/** Explains the colours of the particles. */
function Colours() {
  const { colourBy, direction } = usePlane(
    useShallow(({ settings: { colourBy, direction } }) => ({ colourBy, direction })),
  )
  const words = planeText.planeStage
  if (colourBy === 'start')
    return (
      <span className={styles.legend} title={words.byStart}>
        <i className={styles.wheel} style={inThemes(wheel)} /> {words.startLegend}
      </span>
    )
  if (colourBy === 'none') return null
  return (
    <span className={styles.legend} title={direction === 'forward' ? words.byClass : words.byClassReverse}>
      <i className={styles.shape} data-class="0">
        ●
      </i>{' '}
      {words.class(0)}{' '}
      <i className={styles.shape} data-class="1">
        ◆
      </i>{' '}
      {words.class(1)}
    </span>
  )
}

/** The legends of a picture's colours and lines: each a few words, with the full sentence as its title. */
export function Legends({ field, flow }: LegendProps) {
  const { heatMap, arrows, contours } = usePlane(
    useShallow(({ settings: { heatMap, arrows, contours } }) => ({ heatMap, arrows, contours })),
  )
  const words = planeText.planeStage
  const hasNoField =
    field?.question.answerer === 'student' && (arrows !== 'none' || heatMap === 'error' || heatMap === 'likelihood')
  return (
    <div className={styles.legends}>
      <Colours />
      {field && <Heat field={field} flow={flow} />}
      {hasNoField && (
        <span>
          <Words>{words.student}</Words>
        </span>
      )}
      {field && !hasNoField && heatMap === 'error' && !field.error && <span>{words.errorWaits}</span>}
      {contours && field?.logDensity && (
        <span className={styles.legend} title={words.contoursExplain}>
          <i className={styles.contour} /> {heatMap === 'density' ? words.contours : words.contoursExact}
        </span>
      )}
      {field && <ArrowLegend field={field} />}
      {field && !hasNoField && arrows !== 'none' && !field.vectors && <span>{words.arrowsWait}</span>}
    </div>
  )
}
