import { useState } from 'react'
import { exercisesText } from '../../i18n/exercises'
import { Button } from '../../ui/button'
import { copyText } from '../../ui/copy'
import { NumberInput } from '../../ui/number-input'
import { saveFile } from '../../ui/save-file'
import { Switch } from '../../ui/switch'
import { anotherSeed } from './draw'
import { notebook } from './notebook'
import { pythonProgram } from './python'
import styles from './sheet.module.css'
import { MAX_SEED, type Sheet } from './sheets'

/** Takes the sheet away: as Python, as a notebook, on paper. */
function TakeAway({ sheet }: { sheet: Sheet }) {
  const words = exercisesText
  const [message, setMessage] = useState('')
  const copy = () => {
    void copyText(pythonProgram(sheet)).then((isCopied) => {
      setMessage(isCopied ? words.copied : words.notCopied)
    })
  }
  const save = () => {
    const name = `noisewalk-${sheet.id}-${sheet.seed}.ipynb`
    saveFile(name, new Blob([notebook(sheet)], { type: 'application/x-ipynb+json' }))
  }
  return (
    <div className={styles.buttons}>
      <Button name={words.copyPython} explain={words.copyPythonExplain} onPress={copy} />
      <Button name={words.saveNotebook} explain={words.saveNotebookExplain} onPress={save} />
      <Button
        name={words.print}
        onPress={() => {
          window.print()
        }}
      />
      <span role="status" className={styles.status}>
        {message}
      </span>
    </div>
  )
}

interface SheetToolsProps {
  sheet: Sheet
  /** Whether the solutions are shown. */
  isSolutionShown: boolean
  onSeed: (seed: number) => void
  onShow: (isSolutionShown: boolean) => void
}

/** What a sheet is set by, and how it is taken away; not on paper. */
export function SheetTools({ sheet, isSolutionShown, onSeed, onShow }: SheetToolsProps) {
  const words = exercisesText
  return (
    <div className={styles.tools}>
      <div className={styles.seed}>
        <NumberInput
          name={words.seed}
          value={sheet.seed}
          min={0}
          max={MAX_SEED}
          less={words.less}
          more={words.more}
          onChange={onSeed}
        />
        <Button
          name={words.another}
          explain={words.anotherExplain}
          onPress={() => {
            onSeed(anotherSeed(sheet.seed, MAX_SEED + 1))
          }}
        />
      </div>
      <Switch name={words.show} on={isSolutionShown} onChange={onShow} />
      <TakeAway sheet={sheet} />
    </div>
  )
}
