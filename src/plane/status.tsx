import { faultText, text } from '../i18n'
import { planeText } from '../i18n/plane'
import styles from '../shell/status.module.css'
import { wantedBackend } from '../shell/backend'
import { EngineFault } from '../shell/engine-fault'
import { Disclosure } from '../ui/disclosure'
import { usePlane, usePlaneRoom } from './context'
import { restartEngine } from './open-engine'
import { Words } from '../ui/words'

/** Explains, on request, why the page runs without WebGPU. */
function FallbackLine() {
  const words = text.status
  const planeWords = planeText.status
  const ready = usePlane(({ engine }) => (engine.status === 'ready' ? engine.ready : undefined))
  const first = ready?.refused[0]
  if (!ready || !first) return null
  return (
    <Disclosure name={words.whyNotWebgpu}>
      <p className={styles.fallback}>
        {planeWords.fallback(faultText(first.code, first.details), words.backend[ready.backend] ?? ready.backend)}
      </p>
    </Disclosure>
  )
}

/** Says which device computes, and how long a step takes. */
function CostLine() {
  const planeWords = planeText.status
  const words = text.status
  const engine = usePlane((state) => state.engine)
  const run = usePlane((state) => state.run)
  const reverse = usePlane(({ settings }) => settings.direction === 'reverse')
  const waiting = usePlane((state) => state.run.waiting)
  if (engine.status === 'failed') return null
  if (engine.status === 'opening')
    return (
      <p>
        {planeWords.opening} {waiting && planeWords.waiting}
      </p>
    )
  const { backend, device } = engine.ready
  const recorded = run.recorded[0] ?? 0
  const left = run.msPerStep * (run.total - recorded)
  return (
    <ul className={styles.cost}>
      <li>{words.running(words.backend[backend] ?? backend, device)}</li>
      {reverse && run.msPerStep > 0 && <li>{words.msPerStep(run.msPerStep)}</li>}
      {reverse && recorded > 0 && (
        <li>
          <Words>{planeWords.nfe(run.nfe)}</Words>
        </li>
      )}
      {reverse && left > 1000 && recorded > 0 && <li>{words.left(left)}</li>}
    </ul>
  )
}

/** The fault of a failed engine, with a button: it stays failed until the visitor tries again. */
export function Failed() {
  const planeWords = planeText.status
  const plane = usePlaneRoom()
  const fault = usePlane(({ engine }) => (engine.status === 'failed' ? engine.fault : undefined))
  return fault ? (
    <EngineFault
      fault={fault}
      unaffected={planeWords.failed}
      onRetry={() => {
        restartEngine(plane, wantedBackend())
      }}
    />
  ) : null
}

/** What computes, and how fast. Only what changes rarely is a live region: figures that change with every frame would never let one listen. */
export function Status() {
  const fault = usePlane(({ run, engine }) => (engine.status === 'failed' ? undefined : run.fault))
  const ready = usePlane(({ engine }) => engine.status === 'ready')
  return (
    <div className={styles.status} data-part="status">
      <div className={styles.live} role="status">
        {ready && <span className="visually-hidden">{text.status.ready}</span>}
        {fault && <p className={styles.warn}>{faultText(fault.code, fault.details)}</p>}
      </div>
      <CostLine />
      <FallbackLine />
    </div>
  )
}
