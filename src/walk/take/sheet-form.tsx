import { useMemo, useState } from 'react'
import { text } from '../../i18n'
import { takeText } from '../../i18n/take'
import { Choice } from '../../ui/choice'
import { NumberInput } from '../../ui/number-input'
import { usePlayer, useWalk } from '../run/context'
import { CaptionChecks } from './caption-checks'
import { ExportBar } from './export-bar'
import { MissingFrames } from './missing-frames'
import { SHEET_FACTORS } from './sheet'
import styles from './take-dialog.module.css'
import { useExport } from './use-export'
import { type Fact, walkFrames } from './walk-cells'
import { makeSheet, type SheetChoice, walkSheet } from './walk-pictures'

type Factor = (typeof SHEET_FACTORS)[number]

/** The size of the sheet, and whether it had to be made smaller. */
function Summary({ choice }: { choice: SheetChoice }) {
  const words = takeText
  const player = usePlayer()
  const recorded = useWalk(({ run }) => run.recorded)
  const direction = useWalk(({ settings }) => settings.direction)
  const { grid, width, height, shownCount } = useMemo(
    () => walkSheet(player, choice),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the walk has other frames when these change
    [player, choice, recorded, direction],
  )
  return (
    <p className={styles.summary}>
      {words.picture.size(width, height)}.{' '}
      {shownCount < choice.count
        ? words.sheet.fewer(shownCount, choice.count)
        : grid.factor < choice.factor && words.sheet.smaller}
    </p>
  )
}

/** Saves frames of the walk on one page. */
export function SheetForm() {
  const words = takeText.sheet
  const player = usePlayer()
  useWalk(({ run }) => run.recorded) // the number of frames follows it
  useWalk(({ settings }) => settings.direction)
  const { last } = walkFrames(player)
  const hasTree = useWalk(({ settings }) => settings.direction === 'reverse' && settings.branches.length > 1)
  const [wantsTree, setWantsTree] = useState(true)
  const tree = hasTree && wantsTree
  const [wantedCount, setCount] = useState(hasTree ? 12 : 24)
  const [factor, setFactor] = useState<Factor>(4)
  const [facts, setFacts] = useState<readonly Fact[]>(['t', 'evaluations'])
  const { job, start } = useExport()
  const count = Math.min(wantedCount, last + 1)
  const choice = useMemo(() => ({ count, factor, facts, tree }), [count, factor, facts, tree])
  return (
    <>
      <p className={styles.explain}>{words.explain}</p>
      <MissingFrames tree={tree} />
      <div className={styles.fields}>
        {hasTree && (
          <Choice
            name={words.of}
            value={tree ? 'tree' : 'run'}
            options={[
              { value: 'tree', label: words.ofTree },
              { value: 'run', label: words.ofRun },
            ]}
            onChange={(value) => {
              setWantsTree(value === 'tree')
            }}
          />
        )}
        <NumberInput
          name={tree ? words.columns : words.pictures}
          less={text.less}
          more={text.more}
          value={count}
          min={1}
          max={last + 1}
          onChange={(value) => {
            setCount(Math.round(value))
          }}
        />
        <Choice
          name={words.size}
          value={String(factor)}
          options={SHEET_FACTORS.map((value) => ({ value: String(value), label: words.sizes[value] }))}
          onChange={(value) => {
            setFactor(Number(value) as Factor)
          }}
        />
        <CaptionChecks facts={facts} onChange={setFacts} without={['equation']} />
      </div>
      <Summary choice={choice} />
      <ExportBar
        save={words.save}
        job={job}
        onStart={() => {
          start(makeSheet(player, choice))
        }}
      />
    </>
  )
}
