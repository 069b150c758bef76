import type { Refusal } from '../engine/protocol/pictures'
import { faultText, text } from '../i18n'
import { EngineFault } from '../shell/engine-fault'
import { Button } from '../ui/button'
import { Disclosure } from '../ui/disclosure'
import { networkTitle } from './model/class-words'
import { cancelLoad } from './run/actions'
import { canGiveUp } from './run/network'
import { usePlayer, useWalk } from './run/context'
import { currentFrame } from './run/stage-pictures'
import styles from '../shell/status.module.css'
import { Words } from '../ui/words'

/** How far loading has come; nothing once it is done. `Failed` reports failures. */
function EngineLine({ onRetry }: { onRetry: () => void }) {
  const words = text.status
  const engine = useWalk((state) => state.engine)
  const waiting = useWalk(({ run }) => run.waiting)
  const player = usePlayer()
  if (engine.status !== 'loading') return null
  const { phase, done: doneBytes, total } = engine
  const label = phase === 'download' ? words.loading.download(doneBytes, total) : words.loading[phase]
  return (
    <div className={styles.loading}>
      <progress max={total || 1} {...(phase === 'download' && { value: doneBytes })} aria-label={label} />
      <span>
        {label} {waiting && words.waiting}
      </span>
      {phase === 'download' && canGiveUp(player.network) && (
        <Button
          name={words.cancel}
          explain={words.cancelExplain}
          onPress={() => {
            cancelLoad(player, onRetry)
          }}
        />
      )}
    </div>
  )
}

/** Shows that the GPU's programs for a new number of pictures are being compiled. */
function PreparingLine() {
  const words = text.status
  const preparing = useWalk(({ run }) => run.preparing)
  if (!preparing) return null
  return (
    <div className={styles.loading}>
      <progress max={preparing.total} value={preparing.done} aria-label={words.loading.compile} />
      <span>{words.loading.compile}</span>
    </div>
  )
}

/** Says why the network does not run as well as the page could run it, when the visitor opens it. */
function Reason({ name, children }: { readonly name: string; readonly children: string }) {
  return (
    <Disclosure name={name}>
      <p className={styles.fallback}>{children}</p>
    </Disclosure>
  )
}

const isOwn = ({ code }: Refusal) => code.startsWith('own-')

/** Says why this browser does not use WebGPU, and why TensorFlow.js's kernels compute where the page has a program of its own. */
function FallbackLines() {
  const words = text.status
  const ready = useWalk(({ engine }) => (engine.status === 'ready' ? engine.ready : undefined))
  if (!ready) return null
  const backend = words.backend[ready.backend] ?? ready.backend
  const others = ready.refused.filter((refusal) => !isOwn(refusal))
  const reason = others.find(({ code }) => code === 'self-test' || code === 'backend') ?? others[0]
  const ownRefusal = ready.refused.find((refusal) => isOwn(refusal) && refusal.backend === ready.backend)
  return (
    <>
      {reason && (
        <Reason name={words.whyNotWebgpu}>{words.noWebgpu(faultText(reason.code, reason.details), backend)}</Reason>
      )}
      {ownRefusal && (
        <Reason name={words.whyStockKernels}>
          {words.stockKernels(
            faultText(ownRefusal.code.slice(4), { ...ownRefusal.details, backend: words.ownProgram(backend) }),
          )}
        </Reason>
      )}
    </>
  )
}

/** Says what computes, and how long a step takes. */
function CostLine() {
  const words = text.status
  const player = usePlayer()
  const engine = useWalk((state) => state.engine)
  const run = useWalk((state) => state.run)
  const reverse = useWalk(({ settings }) => settings.direction === 'reverse')
  const model = useWalk(({ settings }) => settings.model)
  const nfe = useWalk((state) => currentFrame(player, state)?.nfe ?? 0)
  if (engine.status !== 'ready') return null
  const { backend, device, parameters, card } = engine.ready
  const msLeft = run.msPerStep * (run.total - run.recorded)
  const live = reverse && run.source === 'live'
  return (
    <ul className={styles.cost}>
      <li>{words.running(words.backend[backend] ?? backend, device)}</li>
      <li>{words.weights(networkTitle(model, card), parameters)}</li>
      {live && run.msPerStep > 0 && <li>{words.msPerStep(run.msPerStep)}</li>}
      {live && (
        <li>
          <Words>{words.nfe(nfe)}</Words>
        </li>
      )}
      {live && msLeft > 0 && run.recorded > 0 && <li>{words.left(msLeft)}</li>}
    </ul>
  )
}

/** Says why nothing is computed, and offers to try again. */
export function Failed({ onRetry }: { onRetry: () => void }) {
  const words = text.status
  const fault = useWalk(({ engine }) => (engine.status === 'failed' ? engine.fault : undefined))
  return fault ? <EngineFault fault={fault} unaffected={words.failed} onRetry={onRetry} /> : null
}

/** What computes, and how fast. Only what changes rarely is a live region: figures that change with every frame would never let one listen. */
export function Status({ onRetry }: { onRetry: () => void }) {
  const fault = useWalk(({ run, engine }) => (engine.status === 'failed' ? undefined : run.fault))
  const ready = useWalk(({ engine }) => engine.status === 'ready')
  return (
    <div className={styles.status} data-part="status">
      <EngineLine onRetry={onRetry} />
      <PreparingLine />
      <div className={styles.live} role="status">
        {ready && <span className="visually-hidden">{text.status.ready}</span>}
        {fault && <p className={styles.warn}>{faultText(fault.code, fault.details)}</p>}
      </div>
      <CostLine />
      <FallbackLines />
    </div>
  )
}
