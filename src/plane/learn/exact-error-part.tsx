import { useEffect, useState } from 'react'
import { AnswerFailed } from '../../engine/page/plane/client'
import { fixed } from '../../i18n/format/numbers'
import { planeText } from '../../i18n/plane'
import { usePlane, usePlaneRoom } from '../context'
import { exactError } from './exact-error'
import styles from './learn-panel.module.css'
import { Words } from '../../ui/words'
/** Between two questions, which wait for their answers. */
const PAUSE_MS = 1000

type Known = { readonly value: number } | 'unknown' | 'failed'

/** Asks about once a second while the network learns, and once when it rests or the points are others. */
function useExactError(): Known {
  const plane = usePlaneRoom()
  const shape = usePlane(({ learning }) => learning.shape)
  const points = usePlane((state) => state.points)
  const learned = usePlane(({ learning }) => learning.step > 0)
  const learns = usePlane(({ learning }) => learning.status === 'learning' && learning.who === 'network')
  const resting = usePlane(({ learning }) => (learning.status === 'learning' ? undefined : learning.step))
  const there = usePlane(({ engine, learning }) => engine.status === 'ready' && !learning.lost)
  const [known, setKnown] = useState<Known>('unknown')
  useEffect(() => {
    if (!shape || !learned || !there) return undefined
    const abort = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const ask = async () => {
      try {
        setKnown({ value: await exactError(plane.engine, shape, points, abort.signal) })
      } catch (error) {
        if (abort.signal.aborted) return
        setKnown(error instanceof AnswerFailed && error.fault.code === 'plane-lost' ? 'unknown' : 'failed')
      }
      if (learns)
        timer = setTimeout(() => {
          void ask()
        }, PAUSE_MS)
    }
    void ask()
    return () => {
      abort.abort()
      clearTimeout(timer)
    }
  }, [plane, shape, points, learned, learns, resting, there])
  return learned && there ? known : 'unknown'
}

/** One number for how far the network is from the truth. */
export function ExactError() {
  const words = planeText.planeLearning.error
  const known = useExactError()
  const pairing = usePlane(({ settings }) => settings.pairing)
  const shown = typeof known === 'object' ? fixed(known.value, 3) : words.unknown
  return (
    <div className={styles.error}>
      <p>
        <span className={styles.name}>
          <Words>{words.name}</Words>
        </span>{' '}
        <output className={styles.number}>{shown}</output>
      </p>
      {known === 'failed' && <p className={styles.note}>{words.failed}</p>}
      <p className={styles.note}>
        <Words>{words.explain}</Words>
        {pairing !== 'independent' && (
          <>
            {' '}
            <Words>{words.notScore}</Words>
          </>
        )}
      </p>
    </div>
  )
}
