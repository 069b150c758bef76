import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import type { NetworkSource } from '../engine/protocol'
import { text } from '../i18n'
import { Choice } from '../ui/Choice'
import { toggleTheme } from '../ui/theme'
import { reset } from './actions'
import { PlayerContext, useWalk } from './context'
import { ForwardPanel } from './ForwardPanel'
import { Header } from './Header'
import { Incoming } from './Incoming'
import { listenToKeys } from './keys'
import { KeysDialog } from './KeysDialog'
import { writeLink } from './link'
import { Notices } from './Notices'
import { ForwardParts, ReverseParts } from './Parts'
import { patchSettings, type Player } from './player'
import { ReversePanel } from './ReversePanel'
import { Stage } from './Stage'
import { Status } from './Status'
import { Timeline } from './Timeline'
import { Transport } from './Transport'
import styles from './Walk.module.css'

/** Below the first screen, and heavy with menus: it comes after the first picture. */
const loadSettings = () => import('./RunSettings').then((module) => ({ default: module.RunSettings }))
const RunSettings = lazy(loadSettings)
const ShelfDialog = lazy(() => import('./ShelfDialog').then((module) => ({ default: module.ShelfDialog })))

interface Passing { text: string; undo?: () => void }

/** A sentence that goes away by itself. */
function usePassing() {
  const [passing, setPassing] = useState<Passing>()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const say = (next: Passing) => {
    clearTimeout(timer.current)
    setPassing(next)
    timer.current = setTimeout(() => { setPassing(undefined) }, next.undo ? 8000 : 3000)
  }
  const clear = () => { setPassing(undefined) }
  return { passing, say, clear }
}

async function copyLink(player: Player): Promise<string> {
  const link = new URL(writeLink(player.store.getState().settings) || '#', location.href).href
  try {
    await navigator.clipboard.writeText(link)
    return text.header.copied
  } catch {
    return text.header.notCopied
  }
}

function Direction({ player }: { player: Player }) {
  const direction = useWalk(({ settings }) => settings.direction)
  return (
    <Choice
      name={text.direction.name}
      nameHidden
      value={direction}
      options={[{ value: 'forward', label: text.direction.forward }, { value: 'reverse', label: text.direction.reverse }]}
      onChange={(next) => { patchSettings(player, { direction: next }) }}
    />
  )
}

function Rooms() {
  const forward = useWalk(({ settings }) => settings.direction === 'forward')
  return (
    <>
      <div className={styles.panel}>{forward ? <ForwardPanel /> : <ReversePanel />}</div>
      <div className={styles.stage}><Stage /></div>
      <div className={styles.parts}>{forward ? <ForwardParts /> : <ReverseParts />}</div>
    </>
  )
}

/** The image playground: one picture, one timeline, both directions. */
export function Walk({ player, onRetry, onOpenOwn }: { player: Player; onRetry: () => void; onOpenOwn: (source: NetworkSource) => void }) {
  const [keysOpen, setKeysOpen] = useState(false)
  const [shelfOpen, setShelfOpen] = useState(false)
  const { passing, say, clear } = usePassing()
  const share = () => { void copyLink(player).then((said) => { say({ text: said }) }) }
  const latestShare = useRef(share)
  useEffect(() => { latestShare.current = share })
  useEffect(() => { void loadSettings() }, [])
  useEffect(() => listenToKeys(player, { share: () => { latestShare.current() }, keys: () => { setKeysOpen(true) }, shelf: () => { setShelfOpen(true) }, theme: toggleTheme }), [player])
  const putBack = () => {
    const before = reset(player)
    say({
      text: text.header.wasReset,
      undo: () => {
        player.store.setState({ settings: before })
        clear()
      },
    })
  }
  return (
    <PlayerContext value={player}>
      <div className={styles.walk}>
        <Header onShelf={() => { setShelfOpen(true) }} onShare={share} onKeys={() => { setKeysOpen(true) }} onReset={putBack}><Direction player={player} /></Header>
        <Notices passing={passing} />
        <main className={styles.main}>
          <Rooms />
          <div className={styles.timeline}>
            <Transport />
            <Timeline />
            <Status onRetry={onRetry} />
          </div>
          <Suspense fallback={null}><RunSettings /></Suspense>
        </main>
      </div>
      <KeysDialog open={keysOpen} onClose={() => { setKeysOpen(false) }} />
      {shelfOpen && <Suspense fallback={null}><ShelfDialog onOpenOwn={onOpenOwn} onClose={() => { setShelfOpen(false) }} /></Suspense>}
      <Incoming onOpenOwn={onOpenOwn} />
    </PlayerContext>
  )
}
