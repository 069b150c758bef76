import { useRef, useState } from 'react'
import { useStore } from 'zustand'
import { differText } from '../../i18n/differ'
import type { FileArrays } from '../../files/read/arrays'
import { useFaultText } from '../../shell/use-fault-text'
import { Button } from '../../ui/button'
import { copyText } from '../../ui/copy'
import { saveFile } from '../../ui/save-file'
import { usePlayer } from '../run/context'
import { notifyFault } from '../run/notify'
import { watchedRun } from '../run/player'
import { ComparisonView } from './comparison'
import styles from './differ.module.css'
import { openWalk } from './own-walk'
import { startFile, startLines } from './start-file'
import { openedFile, openFile } from './store'

const START = 'start.npz'

/** The start of the walk as a file, and the lines of Python around a student's step. */
function StartPart() {
  const words = differText.start
  const player = usePlayer()
  const [message, setMessage] = useState('')
  const program = startLines(START)
  return (
    <section className={styles.part}>
      <h3>{words.title}</h3>
      <div className={styles.bar}>
        <Button
          name={words.save}
          explain={words.saveExplain}
          onPress={() => {
            const file = startFile(watchedRun(player))
            if (file) saveFile(START, file)
          }}
        />
        <Button
          name={words.copy}
          onPress={() => {
            void copyText(program).then((isCopied) => {
              setMessage(isCopied ? words.copied : words.notCopied)
            })
          }}
        />
        <p role="status">{message}</p>
      </div>
      <pre className={styles.program} tabIndex={0} aria-label={words.python}>
        <code lang="en">{program}</code>
      </pre>
    </section>
  )
}

/** What can be done with a walk that this page saved. */
function OwnWalk({ arrays, link }: { arrays: FileArrays; link: string }) {
  const words = differText.file
  const player = usePlayer()
  return (
    <div className={styles.bar}>
      <p>{words.ours}</p>
      <Button
        name={words.openWalk}
        explain={words.openWalkExplain}
        onPress={() => {
          void openWalk(player, arrays, link).then((fault) => {
            if (fault) notifyFault(player, fault)
          })
        }}
      />
    </div>
  )
}

/** The student's file: opening it, and what it is. */
function FilePart() {
  const words = differText.file
  const player = usePlayer()
  const opened = useStore(openedFile(player))
  const input = useRef<HTMLInputElement>(null)
  const faultText = useFaultText()
  return (
    <section className={styles.part}>
      <h3>{words.title}</h3>
      <div className={styles.bar}>
        <Button
          kind="primary"
          name={words.open}
          explain={words.openExplain}
          onPress={() => {
            input.current?.click()
          }}
        />
        <p role="status">
          {opened.status === 'none' && words.openExplain}
          {opened.status === 'reading' && words.reading(opened.name)}
          {opened.status === 'read' && words.name(opened.name)}
        </p>
      </div>
      <input
        ref={input}
        type="file"
        accept=".npz,.npy"
        hidden
        aria-label={words.open}
        onChange={(event) => {
          const file = event.target.files?.[0]
          if (file) void openFile(player, file)
          event.target.value = ''
        }}
      />
      {opened.status === 'failed' && <p role="alert">{faultText(opened.fault.code, opened.fault.details)}</p>}
      {opened.status === 'read' && opened.link !== undefined && <OwnWalk arrays={opened.arrays} link={opened.link} />}
    </section>
  )
}

/** A student's own program beside the walk: where it differs first, and why. */
export function Differ() {
  const opened = useStore(openedFile(usePlayer()))
  return (
    <div className={styles.differ}>
      <p className={styles.intro}>{differText.intro}</p>
      <div className={styles.columns}>
        <StartPart />
        <FilePart />
      </div>
      {opened.status === 'read' && <ComparisonView arrays={opened.arrays} />}
    </div>
  )
}
