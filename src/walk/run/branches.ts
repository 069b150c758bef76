import { type Branch, choiceOf, type Settings } from '../model/settings'

// The tree of runs: every run in it is plain data in the settings, and the chosen one is what the rest of the settings say.

/** The runs of the tree as they are now. */
export const branchesOf = (settings: Settings): readonly Branch[] =>
  settings.branches.map((branch) => (branch.id === settings.branch ? asBranch(settings, branch) : branch))

/** The chosen run, as a run of the tree. */
export const asBranch = (
  settings: Settings,
  { id, name, isShown }: Pick<Branch, 'id' | 'name' | 'isShown'> = { id: settings.branch, name: '', isShown: true },
): Branch => ({ id, name, isShown, chosen: choiceOf(settings), past: settings.past })

/** The settings with another run of the tree chosen. */
export const withBranch = (settings: Settings, { id, chosen: runSettings, past }: Branch): Settings => ({
  ...settings,
  ...runSettings,
  past,
  branch: id,
})
