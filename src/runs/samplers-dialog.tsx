import { useMemo } from 'react'
import type { AnySamplerId } from '../diffusion'
import { text } from '../i18n'
import { settingsText } from '../i18n/settings'
import { Dialog } from '../ui/dialog'
import { cellsOf, type SamplerRow, samplerTable } from './sampler-table'
import styles from './samplers-dialog.module.css'
import { Words } from '../ui/words'

interface SamplersDialogProps {
  open: boolean
  chosen: AnySamplerId
  onClose: () => void
  onChoose: (sampler: AnySamplerId) => void
}

function Row({ row, isChosen, onChoose }: { row: SamplerRow; isChosen: boolean; onChoose: () => void }) {
  const [order, noise, evaluations, source] = cellsOf(row)
  return (
    <tr data-chosen={isChosen}>
      <th scope="row">
        <button type="button" onClick={onChoose} aria-current={isChosen} autoFocus={isChosen}>
          {row.title}
        </button>
        <small lang="en">{source}</small>
      </th>
      <td>{order}</td>
      <td>{noise}</td>
      <td>{evaluations}</td>
      <td className={styles.source} lang="en">
        {source}
      </td>
    </tr>
  )
}

/** A table of all samplers; pressing one chooses it. */
export function SamplersDialog({ open, chosen: chosenId, onClose, onChoose }: SamplersDialogProps) {
  const words = settingsText.samplers.table
  const table = useMemo(() => samplerTable(), [])
  return (
    <Dialog title={settingsText.samplers.all} close={text.close} open={open} onClose={onClose} wide>
      <p className={styles.intro} id="samplers-intro">
        <Words>{words.intro}</Words>
      </p>
      <table className={styles.table} aria-describedby="samplers-intro">
        <thead>
          <tr>
            <th scope="col">{words.sampler}</th>
            <th scope="col">
              <Words>{words.order}</Words>
            </th>
            <th scope="col">
              <Words>{words.noise}</Words>
            </th>
            <th scope="col">{words.evaluations}</th>
            <th scope="col" className={styles.source}>
              {words.source}
            </th>
          </tr>
        </thead>
        {table.map(({ group, title, rows }) => (
          <tbody key={group}>
            <tr className={styles.group}>
              <th scope="rowgroup" colSpan={5}>
                {title}
              </th>
            </tr>
            {rows.map((row) => (
              <Row
                key={row.id}
                row={row}
                isChosen={row.id === chosenId}
                onChoose={() => {
                  onChoose(row.id)
                }}
              />
            ))}
          </tbody>
        ))}
      </table>
    </Dialog>
  )
}
