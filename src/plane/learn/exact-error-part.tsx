import { useEffect, useState } from 'react'
import { AnswerFailed } from '../../engine/page/plane/client'
import { fixed } from '../../i18n/format/numbers'
import { planeText } from '../../i18n/plane'
import { usePlane, usePlaneRoom } from '../context'
import { exactError } from './exact-error'
import styles from './learn-panel.module.css'
import { Words } from '../../ui/words'

/** The pause between an answer and the next question. */
const PAUSE_MS = 1000

type ErrorState = { readonly value: number } | 'unknown' | 'failed'

/** Computes the error about once a second while the network learns, and once when it rests or the points change. */
function useExactError(): ErrorState {
  const plane = usePlaneRoom()
  const shape = usePlane(({ learning }) => learning.shape)
  const points = usePlane((state) => state.points)
  const hasLearned = usePlane(({ learning }) => learning.step > 0)
  const isLearning = usePlane(({ learning }) => learning.status === 'learning' && learning.who === 'network')
  const restingStep = usePlane(({ learning }) => (learning.status === 'learning' ? undefined : learning.step))
  const isReady = usePlane(({ engine, learning }) => engine.status === 'ready' && !learning.lost)
  const [error, setError] = useState<ErrorState>('unknown')
  useEffect(() => {
    if (!shape || !hasLearned || !isReady) return undefined
    const abort = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const ask = async () => {
      try {
        setError({ value: await exactError(plane.engine, shape, points, abort.signal) })
      } catch (reason) {
        if (abort.signal.aborted) return
        setError(reason instanceof AnswerFailed && reason.fault.code === 'plane-lost' ? 'unknown' : 'failed')
      }
      if (isLearning)
        timer = setTimeout(() => {
          void ask()
        }, PAUSE_MS)
    }
    void ask()
    return () => {
      abort.abort()
      clearTimeout(timer)
    }
  }, [plane, shape, points, hasLearned, isLearning, restingStep, isReady])
  return hasLearned && isReady ? error : 'unknown'
}

/** Shows one number: how far the network is from the exact answer. */
export function ExactError() {
  const words = planeText.planeLearning.error
  const error = useExactError()
  const pairing = usePlane(({ settings }) => settings.pairing)
  const figure = typeof error === 'object' ? fixed(error.value, 3) : words.unknown
  return (
    <div className={styles.error}>
      <p>
        <span className={styles.name}>
          <Words>{words.name}</Words>
        </span>{' '}
        <output className={styles.number}>{figure}</output>
      </p>
      {error === 'failed' && <p className={styles.note}>{words.failed}</p>}
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
