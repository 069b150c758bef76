import { samplerInfo } from '../../diffusion'
import { treeText } from '../../i18n/tree'
import { Button } from '../../ui/button'
import { BranchIcon } from '../../ui/icons'
import { branchHere, canBranch } from '../run/branch-here'
import { useChosen, usePlayer, useWalk } from '../run/context'
import { watchedRun } from '../run/player'
import { differencesOf } from './differences'
import { nameOf } from './names'
import { samplerSpec } from '../../runs/sampler-settings'
import { type Row, rowsOf } from './rows'
import panel from '../../shell/panel.module.css'
import styles from './tree.module.css'

/** Where the tree stands. */
export const TREE = 'tree'

/** Leaves the run at the frame that is shown, where a step is left to be taken otherwise. */
function BranchButton() {
  const player = usePlayer()
  const possible = useWalk(({ settings }) => canBranch(watchedRun(player), settings.frame))
  const words = treeText
  return (
    <Button
      name={words.branch}
      explain={possible ? words.branchExplain : words.branchNowhere}
      keyHint="B"
      icon={
        <>
          <BranchIcon />
          <span>{words.branch}</span>
        </>
      }
      unavailable={!possible}
      onPress={() => {
        branchHere(player)
      }}
    />
  )
}

/** What is worth knowing of a branch by its sampler: that it draws no noise, or that it begins anew. */
function advice({ settings }: Row): string | undefined {
  const before = settings.past.at(-1)?.chosen
  const { stochastic, memory, corrects } = samplerInfo(samplerSpec(settings))
  if (!before) return undefined
  if (memory > 0 || corrects) return treeText.anew
  return !stochastic && before.label !== settings.label ? treeText.noNoise : undefined
}

/** Says beside the settings of a run of the tree from where on they count. */
function Note() {
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
          : row.settings.past.length > 0
            ? treeText.noteAlone(nameOf(row.branch), row.settings.past.at(-1)?.until ?? 0)
            : treeText.noteFirst(nameOf(row.branch))}{' '}
        {advice(row)}
      </p>
      <Button
        kind="quiet"
        name={treeText.toTree}
        explain={treeText.toTreeExplain}
        onPress={() => {
          const tree = document.getElementById(TREE)
          tree?.focus({ preventScroll: true })
          tree?.scrollIntoView({ block: 'nearest' })
        }}
      />
    </div>
  )
}

/** The button that leaves the run for a branch, and what the settings of a branch count for. */
export function Branching() {
  const isTree = useWalk(({ settings }) => settings.branches.length > 0)
  return (
    <div className={styles.branching}>
      <div className={panel.buttons}>
        <BranchButton />
      </div>
      {isTree && <Note />}
    </div>
  )
}
