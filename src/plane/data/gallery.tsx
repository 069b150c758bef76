import { memo } from 'react'
import { Label, RadioButton, RadioField, RadioGroup } from 'react-aria-components'
import type { PointSet } from '../../engine/protocol/plane'
import { planeText } from '../../i18n/plane'
import { patchPlane, usePlane, usePlaneRoom } from '../context'
import { type DistributionId, DISTRIBUTIONS } from '../settings'
import { distributionPoints } from './distributions'
import styles from './data-panel.module.css'

const SHOWN = 280 // points in a thumbnail
const shapes = ['m-.05 0a.05 .05 0 1 0 .1 0a.05 .05 0 1 0-.1 0', 'm0-.065l.065 .065l-.065 .065l-.065-.065z'] as const

/** The points of one class as an SVG path, y down: discs of class 0, diamonds of class 1. */
const marks = ({ xy, labels }: PointSet, label: 0 | 1): string =>
  Array.from(labels, (each, i) =>
    each === label ? `M${(xy[2 * i] ?? 0).toFixed(2)} ${(-(xy[2 * i + 1] ?? 0)).toFixed(2)}${shapes[label]}` : '',
  ).join('')

/** A thumbnail of a distribution, with the first points that the room would draw from this seed. */
const Thumb = memo(function Thumb({ id, seed }: { id: DistributionId; seed: number }) {
  const points = distributionPoints(id, SHOWN, seed)
  return (
    <svg viewBox="-2.5 -2.5 5 5" aria-hidden="true">
      <path className={styles.class0} d={marks(points, 0)} />
      <path className={styles.class1} d={marks(points, 1)} />
    </svg>
  )
})

/** Chooses a distribution among thumbnails of all. */
export function Gallery() {
  const plane = usePlaneRoom()
  const points = usePlane(({ settings }) => settings.points)
  const seed = usePlane(({ settings }) => settings.seed)
  const words = planeText.planeData
  const chosenName =
    points.kind === 'distribution'
      ? (words.distributions[points.id] ?? '')
      : points.kind === 'text'
        ? words.textShown
        : words.ownShown
  return (
    <RadioGroup
      className={styles.gallery ?? ''}
      orientation="horizontal"
      value={points.kind === 'distribution' ? points.id : null}
      onChange={(value) => {
        const id = DISTRIBUTIONS.find((each) => each === value)
        if (id) patchPlane(plane, { points: { kind: 'distribution', id } })
      }}
    >
      <Label className={styles.name ?? ''}>
        {words.gallery} · <span className={styles.current}>{chosenName}</span>
      </Label>
      <div className={styles.tiles}>
        {DISTRIBUTIONS.map((id) => (
          <RadioField key={id} value={id} aria-label={words.distributions[id] ?? id}>
            <RadioButton className={styles.tile ?? ''}>
              <Thumb id={id} seed={seed} />
            </RadioButton>
          </RadioField>
        ))}
      </div>
    </RadioGroup>
  )
}
