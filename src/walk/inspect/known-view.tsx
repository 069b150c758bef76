import type { ReactNode } from 'react'
import { inspectText } from '../../i18n/inspect'
import { Words } from '../../ui/words'
import { useSeen } from './context'
import styles from './inspector.module.css'
import { type Fact, factsOf, type Group } from './facts'
import { truthOf } from './truth'
import { ValuePicture } from './value-picture'
import type { PictureShape } from '../../ui/paint'

function Figures({ facts, shape }: { facts: readonly Fact[]; shape: PictureShape }) {
  const words = inspectText.known
  return (
    <div className={styles.figures}>
      {facts.map(({ name, values, grey, tone, quantity }) => (
        <ValuePicture
          key={name}
          name={words.names[name]}
          note={words.explain[name](quantity ?? NaN)}
          label={words.names[name]}
          values={values}
          shape={shape}
          grey={grey}
          tone={tone}
        />
      ))}
    </div>
  )
}

const Section = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className={styles.section} aria-label={title}>
    <h3>{title}</h3>
    {children}
  </section>
)

/** How far the network was from what is true, where that is known. */
function Truth() {
  const seenStep = useSeen()
  const words = inspectText.known
  const truth = truthOf(seenStep)
  if (truth.kind === 'unknown') return null
  const { shape } = seenStep.run
  return (
    <Section title={words.groups.truth}>
      <p className={styles.note}>
        <Words>
          {truth.kind === 'turn' ? words.atTurn(truth.x0Error, truth.epsError) : words.afterTurn(truth.distance)}
        </Words>
      </p>
      {truth.kind === 'turn' && <Figures facts={truth.facts} shape={shape} />}
    </Section>
  )
}

/** Everything that the step knew: each tensor as a picture, with its name, its scale and a sentence. */
export function KnownView() {
  const seenStep = useSeen()
  const words = inspectText.known
  const { lookedStep, run, forward } = seenStep
  if (forward) return <p className={styles.first}>{words.forward}</p>
  const groups: readonly Group[] = lookedStep ? factsOf(lookedStep) : []
  return (
    <>
      <p className={styles.first}>
        <Words>{words.intro}</Words>
      </p>
      {groups.map(({ title, facts, numbers }) => (
        <Section key={title} title={words.groups[title]}>
          {numbers && (
            <p className={styles.number}>
              <Words>{words.variances(numbers.betaTilde, numbers.beta)}</Words>
            </p>
          )}
          <Figures facts={facts} shape={run.shape} />
        </Section>
      ))}
      {lookedStep && <Truth />}
    </>
  )
}
