import { expect, test } from 'vitest'
import { choiceOf, defaults, type RunSettings, type Settings } from '../../../src/walk/model/settings'
import { readLink, writeLink } from '../../../src/walk/run/link'
import '../../../src/walk/model/make-schedules'
import { linkedTree, MOST_LINKED } from '../../../src/walk/tree/link-text'

const makeChoice = (patch: Partial<RunSettings>): RunSettings => choiceOf({ ...defaults, ...patch })
const root = makeChoice({ sampler: 'ddpm', steps: 20, seed: 4 })
const leaf = { ...root, seed: 5 }
const past = [{ chosen: root, until: 8 }]

const tree: Settings = {
  ...defaults,
  ...leaf,
  direction: 'reverse',
  past,
  branch: 1,
  branches: [
    { id: 0, name: 'the ~ first % & = ü', isShown: true, chosen: root, past: [] },
    { id: 1, name: '', isShown: false, chosen: leaf, past },
    {
      id: 7,
      name: '',
      isShown: true,
      chosen: { ...leaf, label: 7, guidance: 2.5, model: 'growing' },
      past: [...past, { chosen: leaf, until: 12 }],
    },
  ],
}

test('a tree comes back from its link as it was', () => {
  const { settings, notes } = readLink(writeLink(tree))
  expect(notes).toEqual([])
  expect(settings).toEqual(tree)
  expect(writeLink(settings)).toBe(writeLink(tree))
})

test('a tree is short in a link: of each run only what differs', () => {
  expect(writeLink(tree).length).toBeLessThan(420)
})

test('of a tree that is too large, the link carries the chosen run with its past, and says how many it leaves out', () => {
  const many = Array.from({ length: MOST_LINKED + 1 }, (_, id) => ({
    id,
    name: '',
    isShown: true,
    chosen: { ...leaf, seed: id },
    past,
  }))
  const large = { ...tree, ...many[3]?.chosen, branch: 3, branches: many }
  expect(linkedTree(many, 3).leftOut).toBe(MOST_LINKED)
  const { settings, notes } = readLink(writeLink(large))
  expect(notes).toEqual([])
  expect(settings.branches).toEqual([many[3]])
  expect(settings.past).toEqual(past)
})

test('runs of a network of one’s own stay at home', () => {
  const ownBranch = { ...tree.branches[2], id: 8, chosen: { ...leaf, model: 'own-1' } } as Settings['branches'][number]
  expect(linkedTree([...tree.branches, ownBranch], 1).leftOut).toBe(1)
  expect(linkedTree([...tree.branches, ownBranch], 8)).toEqual({ text: '', leftOut: 4 })
})

test('a tree that nobody could have made is refused in words, and the rest of the link holds', () => {
  for (const [why, text] of [
    ['no run', 'seed.4'],
    ['an unknown word', 'branch.0~colour.red'],
    ['a class of no network', 'branch.0~digit.99999'],
    ['two runs of one number', 'branch.0~branch.0'],
    ['a past that runs backwards', 'branch.0~until.8~until.3'],
    ['a past without end', `branch.0~${Array.from({ length: 30 }, () => 'until.0').join('~')}`],
    ['a past that is longer than the run', 'branch.0~steps.5~until.5'],
    ['a past of another number of pictures', 'branch.0~samples.4~until.3~samples.1'],
    ['a past of another process', 'branch.0~process.vp~grid.uniform~until.3~process.discrete'],
    ['too many runs', Array.from({ length: 13 }, (_, id) => `branch.${id}`).join('~')],
    ['a prototype', 'branch.0~__proto__.1'],
    ['nothing', '~~~'],
  ]) {
    const { settings, notes } = readLink(`#go=reverse&seed=9&branch=0&branches=${text}`)
    expect(settings, why).toMatchObject({ branches: [], branch: 0, past: [], seed: 9 })
    expect(notes, why).toContainEqual(expect.objectContaining({ kind: 'ignored', name: 'branches' }))
  }
})

test('a chosen run that the tree does not have is told, and the run of the link stands alone', () => {
  const { settings, notes } = readLink('#go=reverse&seed=9&branch=5&branches=branch.0~branch.1')
  expect(settings).toMatchObject({ branches: [], branch: 0, past: [], seed: 9 })
  expect(notes).toEqual([{ kind: 'ignored', name: 'branch', linkValue: '5' }])
})
