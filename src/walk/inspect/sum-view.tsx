import { useState } from 'react'
import { inspectText } from '../../i18n/inspect'
import { Button } from '../../ui/button'
import { Range } from '../../ui/range'
import { Words } from '../../ui/words'
import { useWalk } from '../run/context'
import { CoefficientChart } from './coefficient-chart'
import { type Seen, useSeen } from './context'
import { type ShownSum, type ShownTerm, sumOf } from './equation-parts'
import styles from './inspector.module.css'
import { largestDifference, partialSum, type Summand } from './sum'
import { kindOf, Terms } from './sum-terms'
import { useAdding } from './use-adding'
import { Pixels, Scale } from './value-picture'

/** What is shown large: a term, or the sum as far as it has come. */
function Large({
  sum,
  seenStep,
  term,
  added,
}: {
  sum: ShownSum
  seenStep: Seen
  term: ShownTerm | undefined
  added: number | undefined
}) {
  const words = inspectText.sum
  const { shape } = seenStep.run
  const isKnown = sum.terms.every(({ values }) => values !== undefined)
  const upTo = added ?? 0
  const values = term
    ? term.values
    : isKnown && sum.start
      ? partialSum(sum.start, sum.terms as readonly Summand[], upTo)
      : undefined
  const grey = term ? term.grey : upTo >= 1 ? sum.endGrey : sum.startGrey
  const what = term ? (words.explain[kindOf(term)] ?? '') : words.added(Math.floor(upTo), sum.terms.length)
  return (
    <figure className={styles.large}>
      <Pixels values={values} shape={shape} grey={grey} label={what} tone={term?.tone} />
      <figcaption>
        <Scale grey={grey} />
        <span className={styles.what}>
          <Words>{values ? what : words.later}</Words>
        </span>
      </figcaption>
    </figure>
  )
}

/** How far the sum of what is shown is from the state that the walk recorded. */
function Difference({ sum, seenStep: { forward, lookedStep } }: { sum: ShownSum; seenStep: Seen }) {
  const isExact = forward || lookedStep !== undefined
  if (!isExact || !sum.start || !sum.end || sum.terms.some(({ values }) => !values)) return null
  const total = partialSum(sum.start, sum.terms as readonly Summand[], sum.terms.length)
  const most = largestDifference(total, sum.end)
  const { difference, differenceForward } = inspectText.sum
  return (
    <p className={styles.number} data-difference={most}>
      <Words>{forward ? differenceForward(most) : difference(most)}</Words>
    </p>
  )
}

/** Every term of the update as a picture, and how they add up to the next state. */
export function SumView() {
  const words = inspectText.sum
  const seenStep = useSeen()
  const t = useWalk(({ settings }) => settings.t)
  useWalk(({ pictures }) => pictures)
  const sum = sumOf(seenStep, t)
  const [chosenName, setChosen] = useState<string>()
  const [pointed, setPointed] = useState<string>()
  const adding = useAdding(sum.terms.length)
  const largeTerm = adding.added === undefined || pointed ? (pointed ?? chosenName ?? sum.terms[0]?.name) : undefined
  const term =
    sum.terms.find(({ name }) => name === largeTerm) ?? (adding.added === undefined ? sum.terms[0] : undefined)
  if (sum.terms.length === 0) return <p className={styles.first}>{words.noSum}</p>
  return (
    <>
      <p className={styles.first}>
        <Words>{seenStep.forward ? words.introForward : words.intro}</Words>
      </p>
      <Terms
        sum={sum}
        seenStep={seenStep}
        shownName={term?.name}
        added={adding.added ?? 0}
        onPoint={setPointed}
        onChoose={(name) => {
          adding.show(undefined)
          setChosen(name)
        }}
      />
      <Large sum={sum} seenStep={seenStep} term={term} added={adding.added} />
      <div className={styles.adding}>
        <Button
          name={adding.running ? words.stop : words.add}
          explain={words.addExplain}
          onPress={adding.running ? adding.stop : adding.run}
        />
        <Range
          name={words.count}
          value={Math.floor(adding.added ?? 0)}
          min={0}
          max={sum.terms.length}
          step={1}
          format={(count) => words.of(count, sum.terms.length)}
          onChange={adding.show}
        />
      </div>
      <Difference sum={sum} seenStep={seenStep} />
      <CoefficientChart seenStep={seenStep} strong={term?.name} t={t} />
    </>
  )
}
