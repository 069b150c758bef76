import { useId, useRef, useState } from 'react'
import type { NetworkSource } from '../engine/protocol'
import { text } from '../i18n'
import { Button } from '../ui/Button'
import { addressOf } from './address'
import { takeFiles } from './arrivals'
import { usePlayer } from './context'
import { chosenFiles } from './open-network'
import styles from './OwnNetwork.module.css'

const words = text.own

function Address({ onOpen }: { onOpen: (source: NetworkSource) => void }) {
  const id = useId()
  const [address, setAddress] = useState('')
  const to = addressOf(address)
  return (
    <form
      className={styles.address}
      onSubmit={(event) => {
        event.preventDefault()
        if (to.kind === 'web') onOpen({ kind: 'folder', url: to.url })
      }}
    >
      <label htmlFor={id}>{words.address}</label>
      <div className={styles.row}>
        <input id={id} type="text" inputMode="url" autoComplete="url" value={address} placeholder="https://" spellCheck={false} onChange={(event) => { setAddress(event.target.value) }} aria-describedby={`${id}-note`} />
        <Button name={words.fetch} explain={words.fetchExplain} disabled={to.kind !== 'web'} onPress={() => { if (to.kind === 'web') onOpen({ kind: 'folder', url: to.url }) }} />
      </div>
      <p id={`${id}-note`} role="status">{to.kind === 'web' ? words.goesTo(to.host) : words.addresses[to.kind]}</p>
    </form>
  )
}

/** Anybody's network: a folder of this machine, or one on the web. @param onTaken what was chosen has been looked at, and what comes of it is told on the page */
export function OwnNetwork({ onOpen, onTaken }: { onOpen: (source: NetworkSource) => void; onTaken: () => void }) {
  const player = usePlayer()
  const folder = useRef<HTMLInputElement>(null)
  const files = useRef<HTMLInputElement>(null)
  const take = (input: HTMLInputElement) => {
    const files = chosenFiles(input.files ?? [])
    if (files.length > 0) void takeFiles(player, files, onOpen).then(onTaken)
    input.value = ''
  }
  return (
    <section className={styles.own} aria-labelledby="own-title">
      <h3 id="own-title">{words.title}</h3>
      <p>{words.intro}</p>
      <div className={styles.row}>
        <Button name={words.folder} explain={words.folderExplain} onPress={() => { folder.current?.click() }} />
        <Button name={words.files} explain={words.filesExplain} onPress={() => { files.current?.click() }} />
      </div>
      <input ref={folder} type="file" hidden aria-label={words.folder} {...{ webkitdirectory: '' }} onChange={(event) => { take(event.target) }} />
      <input ref={files} type="file" hidden multiple aria-label={words.files} onChange={(event) => { take(event.target) }} />
      <Address onOpen={onOpen} />
    </section>
  )
}
