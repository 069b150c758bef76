import { useMemo } from 'react'
import { type LinearTerm, normalArray } from '../../diffusion'
import { levelTime } from '../../i18n/format/figures'
import { fixed } from '../../i18n/format/numbers'
import { planeText } from '../../i18n/plane'
import { Button } from '../../ui/button'
import { patchPlane, usePlane } from '../context'
import { usePlanePlayer } from '../player-context'
import { shrunkBy } from '../scale'
import styles from './particle-numbers.module.css'
import { stepSum, type StepSum, stepTerms } from './step-sum'
import type { Place } from './probe'
import { Term, Words } from '../../ui/words'

const vector = ([x, y]: Place) => `(${fixed(x, 3)}, ${fixed(y, 3)})`
/** Writes a coefficient with three significant digits. */
const coefficient = (c: number) =>
  fixed(c, Math.abs(c) >= 0.0995 || c === 0 ? 3 : Math.min(6, 2 - Math.floor(Math.log10(Math.abs(c)))))
const tone = (part: LinearTerm['part']) => (part === 'x0Hat' ? 'signal' : part === 'xt' ? undefined : 'noise')

/** The glossary entries of the parts of a step. */
const entries = { xt: 'xt', x0Hat: 'x0-hat', epsHat: 'epsilon-hat', z: 'z', fresh: 'sigma-theta' } as const

/** The name of a part, xₜ, x̂₀, ε̂ or z, with its t, dashes or an earlier step to tell it from others. */
function PartName({
  term: { part, index },
  times,
  frame,
}: {
  term: LinearTerm
  times: readonly number[]
  frame: number
}) {
  const letter = { xt: 'x', x0Hat: 'x̂₀', epsHat: 'ε̂', z: 'z', fresh: 'σ·z' }[part]
  const t = times[frame - 1 + Math.min(0, index)] ?? NaN
  if (part === 'xt')
    return (
      <>
        {letter}
        <sub>{levelTime(t)}</sub>
      </>
    )
  return (
    <>
      {letter}
      {index > 0 && '′'.repeat(Math.min(3, index))}
      {index < 0 && <small> {planeText.planeStage.chosen.earlier(t)}</small>}
    </>
  )
}

/** The step that led the chosen particle to the playhead's frame, if there is one. */
function useStep(chosenParticle: number, frame: number): StepSum | undefined {
  const player = usePlanePlayer()
  const settings = usePlane((state) => state.settings)
  const trajectory = player.run(0)
  const { frames, levels } = trajectory
  const { seed } = settings
  return useMemo(() => {
    const terms = stepTerms(settings, levels, frame)
    const noise = (draw: number): Place => {
      const z = normalArray({ seed, purpose: 'step', step: frame - 1, sample: 0, draw }, 2 * chosenParticle + 2)
      return [z[2 * chosenParticle] ?? NaN, z[2 * chosenParticle + 1] ?? NaN]
    }
    return terms.length > 0 ? stepSum(terms, { frames, frame, particle: chosenParticle, noise }) : undefined
  }, [settings, levels, frames, frame, chosenParticle, seed])
}

function Sum({ step: { summands, rest, sum }, frame }: { step: StepSum; frame: number }) {
  const { times } = usePlanePlayer().run(0)
  const words = planeText.planeStage.chosen
  return (
    <table className={styles.sum}>
      <thead>
        <tr>
          <th scope="col">{words.coefficient}</th>
          <th scope="col">{words.part}</th>
          <th scope="col">{words.value}</th>
          <th scope="col">{words.product}</th>
        </tr>
      </thead>
      <tbody>
        {summands.map(({ term, value, product }, i) => (
          <tr key={`${term.part} ${term.index}`} data-tone={tone(term.part)}>
            <td>
              {i > 0 && term.coefficient >= 0 && '+ '}
              {coefficient(term.coefficient)} ·
            </td>
            <th scope="row">
              <Term id={entries[term.part]}>
                <PartName term={term} times={times} frame={frame} />
              </Term>
            </th>
            <td data-vector>{vector(value)}</td>
            <td data-vector>{vector(product)}</td>
          </tr>
        ))}
        {rest && (
          <tr>
            <td>+</td>
            <th scope="row" colSpan={2} title={words.restExplain}>
              {words.rest}
            </th>
            <td data-vector>{vector(rest)}</td>
          </tr>
        )}
      </tbody>
      <tfoot>
        <tr>
          <td>=</td>
          <th scope="row">
            <Term id="xt">
              x<sub>{levelTime(times[frame] ?? NaN)}</sub>
            </Term>
          </th>
          <td />
          <td data-vector>{vector(sum)}</td>
        </tr>
      </tfoot>
    </table>
  )
}

function PresentStep({ chosen: chosenParticle }: { chosen: number }) {
  const player = usePlanePlayer()
  const { direction, sampler } = usePlane((state) => state.settings)
  const frame = usePlane(({ settings }) => settings.frame)
  usePlane(({ run }) => run.recorded[0])
  usePlane(({ run }) => run.renewed)
  const index = player.stageFrame(0)?.index ?? 0
  const isRescaled = player
    .run(0)
    .levels.slice(Math.max(0, index - 1), index + 1)
    .some((at) => shrunkBy(at) > 1.01)
  const step = useStep(chosenParticle, Math.max(index, 0))
  const words = planeText.planeStage.chosen
  if (direction === 'forward') return <p className={styles.note}>{words.forward}</p>
  if (frame === 0) return <p className={styles.note}>{words.start}</p>
  if (!step) return <p className={styles.note}>{sampler === 'rk45' ? words.adaptive : words.start}</p>
  return (
    <>
      <p className={styles.note}>
        <Words>{words.intro}</Words>
      </p>
      <Sum step={step} frame={index} />
      <p className={styles.note}>
        <Words>{words.vectors}</Words>
        {isRescaled && (
          <>
            {' '}
            <Words>{words.own}</Words>
          </>
        )}
      </p>
    </>
  )
}

/** Writes out the chosen particle's present step in numbers, as the sampler computes it. */
export function ParticleNumbers() {
  const player = usePlanePlayer()
  const chosenParticle = usePlane(({ settings }) => settings.chosen)
  const words = planeText.planeStage.chosen
  if (chosenParticle === null) return <p className={styles.note}>{words.none}</p>
  const particles = (player.stageFrame(0)?.xt.length ?? 0) / 2
  const choose = (next: number | null) => {
    patchPlane(player.plane, { chosen: next })
  }
  return (
    <section className={styles.numbers}>
      <header>
        <h3>{words.title(chosenParticle + 1)}</h3>
        <Button
          name={words.next}
          explain={words.nextExplain}
          onPress={() => {
            choose(particles > 0 ? (chosenParticle + 1) % particles : null)
          }}
        />
        <Button
          name={words.release}
          explain={words.releaseExplain}
          onPress={() => {
            choose(null)
          }}
        />
      </header>
      {chosenParticle < particles && <PresentStep chosen={chosenParticle} />}
    </section>
  )
}
