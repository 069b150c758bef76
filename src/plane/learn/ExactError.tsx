import { useEffect, useState } from 'react'
import { fixed } from '../../i18n'
import { planeText } from '../../i18n/plane'
import { usePlane, usePlaneRoom } from '../context'
import { exactError } from './exact-error'
import styles from './LearnPanel.module.css'

const words = planeText.planeLearning.error
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
  const [known, setKnown] = useState<Known>('unknown')
  useEffect(() => {
    if (!shape || !learned) return undefined
    const abort = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const ask = async () => {
      try {
        setKnown({ value: await exactError(plane.engine, shape, points, abort.signal) })
      } catch {
        if (abort.signal.aborted) return
        setKnown('failed')
      }
      if (learns) timer = setTimeout(() => { void ask() }, PAUSE_MS)
    }
    void ask()
    return () => {
      abort.abort()
      clearTimeout(timer)
    }
  }, [plane, shape, points, learned, learns, resting])
  return learned ? known : 'unknown'
}

/** One number for how far the network is from the truth. */
export function ExactError() {
  const known = useExactError()
  const pairing = usePlane(({ settings }) => settings.pairing)
  const shown = known === 'failed' ? words.failed : known === 'unknown' ? words.unknown : fixed(known.value, 3)
  return (
    <div className={styles.error}>
      <p><span className={styles.name}>{words.name}</span> <output className={styles.number}>{shown}</output></p>
      <p className={styles.note}>{words.explain}{pairing !== 'independent' && ` ${words.notScore}`}</p>
    </div>
  )
}
