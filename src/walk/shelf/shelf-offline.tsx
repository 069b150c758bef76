import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { faultText } from '../../i18n'
import { shelfText as words } from '../../i18n/shelf'
import { Button } from '../../ui/button'
import { keepEverything, keeping, type Keeping, type NetworkToKeep } from './keep-everything'
import styles from './shelf-offline.module.css'

function Fetching({ title, done: doneBytes, total, stop }: Extract<Keeping, { status: 'keeping' }>) {
  return (
    <>
      <progress max={total} value={doneBytes} aria-label={words.offline.keep} />
      <span>{words.offline.keeping(title, doneBytes, total)}</span>
      <Button name={words.offline.stop} explain={words.offline.stopExplain} onPress={stop} />
    </>
  )
}

function Missing({
  networks,
  fault,
}: {
  networks: readonly NetworkToKeep[]
  fault: Extract<Keeping, { status: 'idle' }>['fault']
}) {
  const bytes = networks.reduce((sum, each) => sum + each.bytes, 0)
  return (
    <>
      <Button
        name={words.offline.keep}
        explain={words.offline.keepExplain}
        onPress={() => {
          keepEverything(networks)
        }}
      />
      <span>{words.offline.missing(networks.length, bytes)}</span>
      {fault && <p role="alert">{words.offline.failed(faultText(fault.code, fault.details))}</p>}
    </>
  )
}

/** Stores all networks for times without a connection. @param networks those that this machine has not stored yet */
export function ShelfOffline({ networks }: { networks: readonly NetworkToKeep[] }) {
  const now = useStore(keeping, (state) => state.now)
  const group = useRef<HTMLDivElement>(null)
  const view = now.status === 'keeping' ? 'keeping' : networks.length > 0 ? 'missing' : 'kept'
  const before = useRef(view)
  useEffect(() => {
    if (before.current === view) return
    before.current = view
    const { current } = group // the pressed button has disappeared, so the focus moves to its successor
    if (current && !current.ownerDocument.activeElement?.closest('li'))
      (current.querySelector('button') ?? current).focus()
  }, [view])
  if (!('caches' in globalThis)) return <p className={styles.offline}>{words.offline.insecure}</p>
  return (
    <div ref={group} className={styles.offline} role="group" aria-label={words.offline.keep} tabIndex={-1}>
      {now.status === 'keeping' ? (
        <Fetching {...now} />
      ) : networks.length > 0 ? (
        <Missing networks={networks} fault={now.fault} />
      ) : (
        <p role="status">{words.offline.kept}</p>
      )}
    </div>
  )
}
