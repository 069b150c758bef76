import { useShallow } from 'zustand/react/shallow'
import { planeText } from '../../i18n/plane'
import { usePlane } from '../context'
import type { PlaneState } from '../store'
import styles from './measure.module.css'
import { sameSubject, type Subject } from './subject'

/** What would be measured now; the same array until a part of it is another. */
export const useSubject = (select: (state: PlaneState) => Subject): Subject => usePlane(useShallow(select))

/** Says of figures that they are of something else than what would be measured now. */
export function Stale({ of, now }: { of: Subject | undefined; now: Subject }) {
  return of && !sameSubject(of, now) ? (
    <p className={styles.hint} role="status">
      {planeText.planeMeasure.stale}
    </p>
  ) : null
}
