import { useShallow } from 'zustand/react/shallow'
import { planeText } from '../../i18n/plane'
import { usePlane } from '../context'
import type { PlaneState } from '../store'
import styles from './measure.module.css'
import { sameSubject, type Subject } from './subject'

/** The subject that would be measured now; the same array until one of its parts changes. */
export const useSubject = (select: (state: PlaneState) => Subject): Subject => usePlane(useShallow(select))

/** A note that figures belong to another subject than the one that would be measured now. */
export function Stale({ of, now }: { of: Subject | undefined; now: Subject }) {
  return of && !sameSubject(of, now) ? (
    <p className={styles.hint} role="status">
      {planeText.planeMeasure.stale}
    </p>
  ) : null
}
