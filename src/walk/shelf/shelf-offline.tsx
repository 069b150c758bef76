import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { faultText } from '../../i18n'
import { shelfText as words } from '../../i18n/shelf'
import { Button } from '../../ui/button'
import { keepEverything, keeping, type Keeping, type Wanted } from './keep-everything'
import styles from './shelf-offline.module.css'

function Fetching({ title, done, total, stop }: Extract<Keeping, { status: 'keeping' }>) {
  return (
    <>
      <progress max={total} value={done} aria-label={words.offline.keep} />
      <span>{words.offline.keeping(title, done, total)}</span>
      <Button name={words.offline.stop} explain={words.offline.stopExplain} onPress={stop} />
    </>
  )
}

function Missing({
  wanted,
  fault,
}: {
  wanted: readonly Wanted[]
  fault: Extract<Keeping, { status: 'idle' }>['fault']
}) {
  const bytes = wanted.reduce((sum, each) => sum + each.bytes, 0)
  return (
    <>
      <Button
        name={words.offline.keep}
        explain={words.offline.keepExplain}
        onPress={() => {
          keepEverything(wanted)
        }}
      />
      <span>{words.offline.missing(wanted.length, bytes)}</span>
      {fault && <p role="alert">{words.offline.failed(faultText(fault.code, fault.details))}</p>}
    </>
  )
}

/** Keeping every network of the list for times without a connection. @param wanted those that this machine does not keep yet */
export function ShelfOffline({ wanted }: { wanted: readonly Wanted[] }) {
  const now = useStore(keeping, (state) => state.now)
  const group = useRef<HTMLDivElement>(null)
  const shown = now.status === 'keeping' ? 'keeping' : wanted.length > 0 ? 'missing' : 'kept'
  const before = useRef(shown)
  useEffect(() => {
    if (before.current === shown) return
    before.current = shown
    const { current } = group // the button that was pressed has gone: keys go on from what stands in its place
    if (current && !current.ownerDocument.activeElement?.closest('li'))
      (current.querySelector('button') ?? current).focus()
  }, [shown])
  if (!('caches' in globalThis)) return <p className={styles.offline}>{words.offline.insecure}</p>
  return (
    <div ref={group} className={styles.offline} role="group" aria-label={words.offline.keep} tabIndex={-1}>
      {now.status === 'keeping' ? (
        <Fetching {...now} />
      ) : wanted.length > 0 ? (
        <Missing wanted={wanted} fault={now.fault} />
      ) : (
        <p role="status">{words.offline.kept}</p>
      )}
    </div>
  )
}
