import { useId, useRef, useState } from 'react'
import type { NetworkSource } from '../../engine/protocol/pictures'
import { filesText } from '../../i18n/files'
import { Button } from '../../ui/button'
import { addressOf } from './address'
import type { OwnNetwork as OwnNetworkInfo } from '../model/models'
import { useWalk } from '../run/context'
import { chosenFiles, filesSource } from './open-network'
import styles from './own-network.module.css'
import { sortFiles } from './sort-files'

function Address({ onOpen }: { onOpen: (source: NetworkSource) => void }) {
  const words = filesText.own
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
        <input
          id={id}
          type="text"
          inputMode="url"
          autoComplete="url"
          value={address}
          placeholder="https://"
          spellCheck={false}
          onChange={(event) => {
            setAddress(event.target.value)
          }}
          aria-describedby={`${id}-note`}
        />
        <Button
          name={words.fetch}
          explain={words.fetchExplain}
          disabled={to.kind !== 'web'}
          onPress={() => {
            if (to.kind === 'web') onOpen({ kind: 'folder', url: to.url })
          }}
        />
      </div>
      <p id={`${id}-note`} role="status">
        {to.kind === 'web' ? words.goesTo(to.host) : words.addresses[to.kind]}
      </p>
    </form>
  )
}

/** The visitor's networks that were opened earlier in this visit. */
function OpenedNetworks({ onChoose }: { onChoose: (ownNetwork: OwnNetworkInfo) => void }) {
  const words = filesText.own
  const opened = useWalk(({ ownNetworks }) => ownNetworks)
  const chosenId = useWalk(({ settings }) => settings.model)
  if (opened.length === 0) return null
  return (
    <>
      <p>{words.opened}</p>
      <ul className={styles.opened}>
        {opened.map(({ ownNetwork }) => (
          <li key={ownNetwork.id} aria-current={ownNetwork.id === chosenId}>
            <Button
              name={ownNetwork.title}
              explain={words.choose}
              disabled={ownNetwork.id === chosenId}
              onPress={() => {
                onChoose(ownNetwork)
              }}
            />
          </li>
        ))}
      </ul>
    </>
  )
}

interface OwnNetworkProps {
  readonly onOpen: (source: NetworkSource) => void
  readonly onChoose: (ownNetwork: OwnNetworkInfo) => void
}

/** Opens a network of the visitor's own: from files, a folder, or an address on the web. */
export function OwnNetwork({ onOpen, onChoose }: OwnNetworkProps) {
  const words = filesText.own
  const folder = useRef<HTMLInputElement>(null)
  const files = useRef<HTMLInputElement>(null)
  const [problem, setProblem] = useState('')
  const take = async (input: HTMLInputElement) => {
    const files = chosenFiles(input.files ?? [])
    input.value = ''
    if (files.length === 0) return
    const sorted = await sortFiles(files)
    const other =
      sorted.kind === 'picture'
        ? { name: sorted.file.name, kind: 'picture' }
        : sorted.kind === 'elsewhere'
          ? { name: sorted.name, kind: sorted.fileKind }
          : undefined
    setProblem(other ? filesText.misplaced.walk(other.name, other.kind) : '')
    if (!other) onOpen(filesSource(files))
  }
  return (
    <section className={styles.own} aria-labelledby="own-title">
      <h3 id="own-title">{words.title}</h3>
      <p>{words.intro}</p>
      <OpenedNetworks onChoose={onChoose} />
      <div className={styles.row}>
        <Button
          name={words.folder}
          explain={words.folderExplain}
          onPress={() => {
            folder.current?.click()
          }}
        />
        <Button
          name={words.files}
          explain={words.filesExplain}
          onPress={() => {
            files.current?.click()
          }}
        />
      </div>
      <input
        ref={folder}
        type="file"
        hidden
        aria-label={words.folder}
        {...{ webkitdirectory: '' }}
        onChange={(event) => {
          void take(event.target)
        }}
      />
      <input
        ref={files}
        type="file"
        hidden
        multiple
        aria-label={words.files}
        onChange={(event) => {
          void take(event.target)
        }}
      />
      <p role="status">{problem}</p>
      <Address onOpen={onOpen} />
    </section>
  )
}
