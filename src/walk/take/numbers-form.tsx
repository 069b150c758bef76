import { useState } from 'react'
import { takeText } from '../../i18n/take'
import { Button } from '../../ui/button'
import { copyText } from '../../ui/copy'
import { usePlayer, useWalk } from '../run/context'
import { watchedRun } from '../run/player'
import { ExportBar } from './export-bar'
import type { MakeFile } from './export-job'
import { hasLittleMemory, mostBytes } from './limits'
import { pythonLines, saveWalk } from './save-walk'
import styles from './take-dialog.module.css'
import { trajectoryBytes } from './trajectory'
import { useExport } from './use-export'

const FILE = 'walk.npz'

/** The Python program that reads the file. */
function ReadIt() {
  const words = takeText.numbers
  const [message, setMessage] = useState('')
  const program = pythonLines(FILE)
  const copy = () => {
    void copyText(program).then((isCopied) => {
      setMessage(isCopied ? words.copied : words.notCopied)
    })
  }
  return (
    <>
      <h3 className={styles.heading}>{words.python}</h3>
      <pre className={styles.program} tabIndex={0} aria-label={words.python}>
        <code lang="en">{program}</code>
      </pre>
      <div className={styles.bar}>
        <Button name={words.copy} onPress={copy} />
        <p role="status">{message}</p>
      </div>
    </>
  )
}

/** Why the numbers cannot be saved now; undefined where they can. */
function useObstacle(bytes: number): string | undefined {
  const words = takeText.numbers
  const forward = useWalk(({ settings }) => settings.direction === 'forward')
  const ready = useWalk(({ engine }) => engine.status === 'ready')
  const most = mostBytes(hasLittleMemory())
  if (forward) return words.forward
  if (bytes > most) return words.tooLarge(bytes, most)
  return ready ? undefined : words.waiting
}

/** Saves all numbers of the walk back, for Python. */
export function NumbersForm() {
  const words = takeText.numbers
  const player = usePlayer()
  useWalk(({ run }) => run.total) // another total is another run
  const run = watchedRun(player)
  const bytes = trajectoryBytes(run)
  const obstacle = useObstacle(bytes)
  const { job, start } = useExport()
  const make: MakeFile = async (signal, onProgress) => {
    const { file, difference } = await saveWalk(player, signal, (doneFrames) => {
      onProgress(doneFrames, run.levels.length)
    })
    return { name: FILE, file, difference }
  }
  return (
    <>
      <p className={styles.explain}>{words.explain}</p>
      <p className={styles.summary}>{obstacle ?? words.size(bytes, run.levels.length)}</p>
      <ExportBar
        save={words.save}
        disabled={obstacle !== undefined}
        job={job}
        onStart={() => {
          start(make)
        }}
      />
      <ReadIt />
    </>
  )
}
