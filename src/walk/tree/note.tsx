import { treeText } from '../../i18n/tree'
import { Button } from '../../ui/button'
import { useChosen, useWalk } from '../run/context'
import { differencesOf } from './differences'
import { nameOf } from './names'
import { rowsOf } from './rows'
import styles from './tree.module.css'

/** Where the tree stands. */
export const TREE = 'tree'

/** Says beside the settings of a branch from where on they count. */
export function BranchNote() {
  const settings = useChosen()
  const id = useWalk((state) => state.settings.branch)
  const rows = rowsOf({ ...settings, frame: 0 })
  const row = rows.find(({ branch }) => branch.id === id)
  const leaves = rows.find(({ branch }) => branch.id === row?.join?.from)
  if (!row) return null
  return (
    <div className={styles.note} role="note">
      <p>
        {row.join && leaves
          ? treeText.note(nameOf(row.branch), nameOf(leaves.branch), row.join.at, differencesOf(row, leaves).join(', '))
          : treeText.noteFirst(nameOf(row.branch))}
      </p>
      <Button
        kind="quiet"
        name={treeText.toTree}
        explain={treeText.toTreeExplain}
        onPress={() => {
          document.getElementById(TREE)?.scrollIntoView({ block: 'nearest' })
        }}
      />
    </div>
  )
}
