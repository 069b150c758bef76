import { useId, useRef, useState } from 'react'
import { text } from '../../i18n'
import { planeText } from '../../i18n/plane'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { usePlaneRoom } from '../context'
import styles from './data-panel.module.css'
import { Reading } from './read-report'
import { problemText, type Outcome, takeAnyText, takeFile } from './take'

const LONG = 20_000 // characters

interface PasteDialogProps {
  open: boolean
  onClose: () => void
  onOutcome: (outcome: Outcome) => void
}

/** A dialog to paste points into or to open a file of points. It says what is wrong with them. */
export function PasteDialog(props: PasteDialogProps) {
  return (
    <Dialog title={planeText.planeData.paste.title} close={text.close} open={props.open} onClose={props.onClose}>
      <Paste {...props} />
    </Dialog>
  )
}

function Paste({ onClose, onOutcome }: PasteDialogProps) {
  const plane = usePlaneRoom()
  const words = planeText.planeData.paste
  const id = useId()
  const file = useRef<HTMLInputElement>(null)
  const [content, setContent] = useState('')
  const [problemSentence, setProblemSentence] = useState<string>()
  const settle = (outcome: Outcome) => {
    if (outcome.kind === 'problem') setProblemSentence(problemText(outcome.problem))
    else if (outcome.kind !== 'cancelled') {
      onOutcome(outcome)
      onClose()
    }
  }
  return (
    <>
      <p className={styles.help}>{words.help}</p>
      <div className={styles.area}>
        <label htmlFor={id}>{words.area}</label>
        <textarea
          id={id}
          value={content}
          spellCheck={false}
          wrap="off"
          autoComplete="off"
          placeholder={words.example.join('\n')}
          aria-describedby={`${id}-wrong`}
          onChange={(event) => {
            setContent(event.target.value)
            setProblemSentence(undefined)
          }}
          onPaste={(event) => {
            // A long table is read at once, not shown: laying out 100,000 lines of text would block the page.
            const pasted = event.clipboardData.getData('text/plain')
            if (content !== '' || pasted.length < LONG) return
            event.preventDefault()
            void takeAnyText(plane, pasted).then(settle)
          }}
        />
        <div id={`${id}-wrong`} role="status">
          {problemSentence && <p className={styles.problem}>{problemSentence}</p>}
        </div>
      </div>
      <Reading />
      <input
        ref={file}
        type="file"
        hidden
        aria-label={words.open}
        onChange={(event) => {
          const [chosenFile] = event.target.files ?? []
          if (chosenFile) void takeFile(plane, chosenFile).then(settle)
          event.target.value = ''
        }}
      />
      <div className={styles.buttons}>
        <Button
          kind="primary"
          name={words.use}
          disabled={content.trim() === ''}
          onPress={() => {
            void takeAnyText(plane, content).then(settle)
          }}
        />
        <Button
          name={words.open}
          explain={words.openExplain}
          onPress={() => {
            file.current?.click()
          }}
        />
      </div>
    </>
  )
}
