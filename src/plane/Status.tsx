import { duration, faultText, fixed, text } from '../i18n'
import { planeText } from '../i18n/plane'
import styles from '../rooms/Status.module.css'
import { wantedBackend } from '../rooms/backend'
import { Button } from '../ui/Button'
import { usePlane, usePlaneRoom } from './context'
import { restartEngine } from './open-engine'

const words = text.status
const said = planeText.status

/** Without WebGPU: a plain sentence where people look. */
function FallbackLine() {
  const ready = usePlane(({ engine }) => (engine.status === 'ready' ? engine.ready : undefined))
  const first = ready?.refused[0]
  if (!ready || !first) return null
  return <p className={styles.fallback}>{said.fallback(faultText(first.code, first.details), words.backend[ready.backend] ?? ready.backend)}</p>
}

/** What computes, and what it costs. */
function CostLine() {
  const engine = usePlane((state) => state.engine)
  const run = usePlane((state) => state.run)
  const reverse = usePlane(({ settings }) => settings.direction === 'reverse')
  const waiting = usePlane((state) => state.run.waiting)
  if (engine.status === 'failed') return null
  if (engine.status === 'opening') return <p>{said.opening} {waiting && said.waiting}</p>
  const { backend, device } = engine.ready
  const recorded = run.recorded[0] ?? 0
  const left = run.msPerStep * (run.total - recorded)
  return (
    <ul className={styles.cost}>
      <li>{words.running(words.backend[backend] ?? backend, device)}</li>
      {reverse && run.msPerStep > 0 && <li>{words.msPerStep(fixed(run.msPerStep, run.msPerStep < 10 ? 1 : 0))}</li>}
      {reverse && recorded > 0 && <li>{said.nfe(run.nfe.map((count) => fixed(count, 0)).join(' + '))}</li>}
      {reverse && left > 1000 && recorded > 0 && <li>{words.left(duration(left))}</li>}
    </ul>
  )
}

/** A failed engine stays so until the visitor tries again. */
function FailedLine() {
  const plane = usePlaneRoom()
  const fault = usePlane(({ engine }) => (engine.status === 'failed' ? engine.fault : undefined))
  if (!fault) return null
  return (
    <div className={styles.warn} role="alert">
      <p>{faultText(fault.code, fault.details)} {fault.code !== 'late' && said.failed}</p>
      <Button name={words.retry} explain={words.retryExplain} onPress={() => { restartEngine(plane, wantedBackend()) }} />
    </div>
  )
}

export function Status() {
  const fault = usePlane(({ run, engine }) => (engine.status === 'failed' ? undefined : run.fault))
  return (
    <div className={styles.status} role="status">
      <FailedLine />
      {fault && <p className={styles.warn}>{faultText(fault.code, fault.details)}</p>}
      <FallbackLine />
      <CostLine />
    </div>
  )
}
