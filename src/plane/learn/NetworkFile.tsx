import { useRef, useState } from 'react'
import { kindOf } from '../../rooms/file-kind'
import { planeText } from '../../i18n/plane'
import { Button } from '../../ui/Button'
import { Disclosure } from '../../ui/Disclosure'
import { usePlane, usePlaneRoom } from '../context'
import { openNetwork, saveNetwork } from './follow'
import styles from './LearnPanel.module.css'
import { MOST_BYTES } from './network-file'

const words = planeText.planeLearning.files

/** The network as a file, and a file as the network. */
export function NetworkFile() {
  const plane = usePlaneRoom()
  const input = useRef<HTMLInputElement>(null)
  const [problem, setProblem] = useState('')
  const lost = usePlane(({ learning }) => learning.lost)
  const exists = usePlane(({ learning }) => learning.shape !== undefined)
  const take = async (file: File) => {
    if (file.size > MOST_BYTES) {
      setProblem(words.tooLarge(file.name))
      return
    }
    setProblem('')
    try {
      const kind = await kindOf(file)
      if (kind !== 'learner') {
        setProblem(words.notSaved(file.name))
        return
      }
      openNetwork(plane, file.name, new Uint8Array(await file.arrayBuffer()))
    } catch {
      setProblem(words.unreadable(file.name))
    }
  }
  return (
    <Disclosure name={words.title}>
      <div className={styles.fields}>
        <div className={styles.buttons}>
          <Button name={words.save} explain={words.saveExplain} disabled={!exists} onPress={() => { saveNetwork(plane) }} />
          <Button name={words.open} explain={words.openExplain} disabled={lost} onPress={() => { input.current?.click() }} />
        </div>
        <input
          ref={input} type="file" hidden accept=".safetensors" aria-label={words.open}
          onChange={({ target }) => {
            const [file] = target.files ?? []
            if (file) void take(file)
            target.value = ''
          }}
        />
        <p className={styles.problem} role="status">{problem}</p>
      </div>
    </Disclosure>
  )
}
