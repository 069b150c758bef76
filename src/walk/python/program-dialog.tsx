import { useState } from 'react'
import { text } from '../../i18n'
import { settingsText } from '../../i18n/settings'
import { Button } from '../../ui/button'
import { copyText } from '../../ui/copy'
import { Dialog } from '../../ui/dialog'
import { saveFile } from '../../ui/save-file'
import styles from './python-dialog.module.css'

interface ProgramWords {
  readonly title: string
  readonly intro: string
  readonly save: string
}

interface ProgramProps {
  program: string
  /** The name with which it is saved. */
  file: string
  words: ProgramWords
}

function Program({ program, file, words: { title, intro, save } }: ProgramProps) {
  const words = settingsText.python
  const [message, setMessage] = useState('')
  const copy = () => {
    void copyText(program).then((isCopied) => {
      setMessage(isCopied ? words.copied : words.notCopied)
    })
  }
  return (
    <>
      <p className={styles.intro}>{intro}</p>
      <pre className={styles.program} tabIndex={0} aria-label={title}>
        <code lang="en">{program}</code>
      </pre>
      <div className={styles.buttons}>
        <Button kind="primary" name={words.copy} explain={words.copyExplain} onPress={copy} />
        <Button
          name={save}
          explain={words.saveExplain}
          onPress={() => {
            saveFile(file, new Blob([program], { type: 'text/x-python' }))
          }}
        />
        <span role="status">{message}</span>
      </div>
    </>
  )
}

/** Shows a Python program, which can be copied and saved. @param program undefined while the dialog is closed */
export function ProgramDialog({
  program,
  onClose,
  ...rest
}: Omit<ProgramProps, 'program'> & { program: string | undefined; onClose: () => void }) {
  return (
    <Dialog title={rest.words.title} close={text.close} open={program !== undefined} onClose={onClose} wide>
      {program !== undefined && <Program program={program} {...rest} />}
    </Dialog>
  )
}
