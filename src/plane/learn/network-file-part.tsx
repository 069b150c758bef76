import { useRef, useState } from 'react'
import { planeText } from '../../i18n/plane'
import { Button } from '../../ui/button'
import { Disclosure } from '../../ui/disclosure'
import { usePlane, usePlaneRoom } from '../context'
import { saveNetwork } from './follow'
import { forgetNetwork } from './keeping'
import styles from './learn-panel.module.css'
import { type NetworkRefusal, refusalText } from './network-refusal'
import { takeNetwork } from './take-network'

/** Says what network this machine keeps by itself, with a button to forget it. */
function Kept() {
  const plane = usePlaneRoom()
  const keeping = usePlane((state) => state.keeping)
  const words = planeText.planeLearning.kept
  if (keeping.status !== 'kept')
    return keeping.status === 'none' ? null : <p className={styles.note}>{words.impossible}</p>
  return (
    <>
      <p className={styles.note}>{words.stands(keeping.step)}</p>
      <div className={styles.buttons}>
        <Button
          name={words.forget}
          explain={words.forgetExplain}
          onPress={() => {
            void forgetNetwork(plane)
          }}
        />
      </div>
    </>
  )
}

/** Saves the network as a file, and opens a file as the network. */
export function NetworkFile() {
  const words = planeText.planeLearning.files
  const plane = usePlaneRoom()
  const input = useRef<HTMLInputElement>(null)
  const [problem, setProblem] = useState<NetworkRefusal>()
  const isLost = usePlane(({ learning }) => learning.lost)
  const exists = usePlane(({ learning }) => learning.shape !== undefined)
  const take = async (file: File) => {
    setProblem(undefined)
    setProblem(await takeNetwork(plane, file))
  }
  return (
    <Disclosure name={words.title}>
      <div className={styles.fields}>
        <div className={styles.buttons}>
          <Button
            name={words.save}
            explain={words.saveExplain}
            disabled={!exists}
            onPress={() => {
              saveNetwork(plane)
            }}
          />
          <Button
            name={words.open}
            explain={words.openExplain}
            disabled={isLost}
            onPress={() => {
              input.current?.click()
            }}
          />
        </div>
        <input
          ref={input}
          type="file"
          hidden
          accept=".safetensors"
          aria-label={words.open}
          onChange={({ target }) => {
            const [file] = target.files ?? []
            if (file) void take(file)
            target.value = ''
          }}
        />
        <Kept />
        <p className={styles.problem} role="status">
          {problem && refusalText(problem)}
        </p>
      </div>
    </Disclosure>
  )
}
