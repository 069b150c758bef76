import { useStore } from 'zustand'
import { faultText, fixed } from '../i18n'
import { shelfText as words } from '../i18n/shelf'
import { Button } from '../ui/Button'
import { keepEverything, keeping, type Wanted } from './keep-everything'
import styles from './ShelfOffline.module.css'

const megabytes = (bytes: number) => fixed(bytes / 1e6, 1)

/** Keeping every network of the list for times without a connection. @param wanted those that this machine does not keep yet */
export function ShelfOffline({ wanted }: { wanted: readonly Wanted[] }) {
  const now = useStore(keeping, (state) => state.now)
  if (!('caches' in globalThis)) return <p className={styles.offline}>{words.offline.insecure}</p>
  if (now.status === 'keeping') {
    const { title, done, total, stop } = now
    const label = words.offline.keeping(title, megabytes(done), megabytes(total))
    return (
      <div className={styles.offline} role="group" aria-label={words.offline.keep}>
        <progress max={total} value={done} aria-label={words.offline.keep} />
        <span>{label}</span>
        <Button name={words.offline.stop} explain={words.offline.stopExplain} onPress={stop} />
      </div>
    )
  }
  if (wanted.length === 0) return <p className={styles.offline} role="status">{words.offline.kept}</p>
  const bytes = wanted.reduce((sum, each) => sum + each.bytes, 0)
  return (
    <div className={styles.offline} role="group" aria-label={words.offline.keep}>
      <Button name={words.offline.keep} explain={words.offline.keepExplain} onPress={() => { keepEverything(wanted) }} />
      <span>{words.offline.missing(wanted.length, megabytes(bytes))}</span>
      {now.fault && <p role="alert">{words.offline.failed(faultText(now.fault.code, now.fault.details))}</p>}
    </div>
  )
}
