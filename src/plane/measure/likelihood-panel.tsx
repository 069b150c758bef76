import { useEffect, useMemo, useRef } from 'react'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import type { Question, Slot } from '../../engine/protocol/plane'
import { faultText, text } from '../../i18n'
import { planeText } from '../../i18n/plane'
import { Button } from '../../ui/button'
import { NumberInput } from '../../ui/number-input'
import { Range } from '../../ui/range'
import { conditionOf } from '../changes'
import { patchPlane, usePlane, usePlaneRoom } from '../context'
import { usePlanePlayer } from '../player-context'
import { planeScale } from '../scale'
import { type FoundDensities, likelihoodAt } from '../stage/likelihood-at'
import type { Place } from '../stage/probe'
import { halfFor } from '../view/view'
import { choiceOf } from '../plane-run'
import { Convergence } from './convergence'
import { LikelihoodMaps } from './likelihood-maps-part'
import styles from './measure.module.css'
import { weightsAsked } from './subject'
import { type Asked, useDensities } from './use-densities'
import { useInSight, useLevel } from './use-level'
import { Words } from '../../ui/words'

/** The question that the run of a stage asks: to whom, on which process and with which guidance. */
function useQuestion(slot: Slot): Question {
  const { answerer, process, schedule, guidance } = usePlane(
    useShallow(({ settings }) => {
      const choice = choiceOf(settings, slot) ?? settings
      return {
        answerer: choice.answerer,
        process: choice.process,
        schedule: choice.schedule,
        guidance: settings.guidance,
      }
    }),
  )
  return useMemo(
    () => ({ answerer, process: { id: process, schedule }, ...conditionOf(guidance) }),
    [answerer, process, schedule, guidance],
  )
}

function Answer({ densities }: { densities: FoundDensities | undefined }) {
  const words = planeText.planeMeasure.likelihood
  if (densities && 'fault' in densities)
    return (
      <p className={styles.hint} role="status">
        {faultText(densities.fault.code, densities.fault.details)}
      </p>
    )
  const nats = (value: number | undefined) => (value === undefined ? '…' : words.nats(value))
  const { exact, flow } = densities ?? {}
  return (
    <dl className={styles.figures} aria-live="polite">
      <div>
        <dt>
          <Words>{words.exact}</Words>
        </dt>
        <dd>{densities && exact === undefined ? <small>{words.noExact}</small> : <Words>{nats(exact)}</Words>}</dd>
      </div>
      <div>
        <dt>
          <Words>{words.flow}</Words>
        </dt>
        <dd>
          <Words>{nats(flow)}</Words>
        </dd>
      </div>
      <div>
        <dt>{words.difference}</dt>
        <dd>{exact === undefined || flow === undefined ? '…' : words.natsApart(flow - exact)}</dd>
      </div>
    </dl>
  )
}

interface PointFieldsProps {
  slot: Slot
  at: Place
  onChange: (at: Place) => void
}

/** Fields for the place at which the likelihood is computed: two numbers, or where the chosen particle stands. */
function PointFields({ slot, at, onChange }: PointFieldsProps) {
  const words = planeText.planeMeasure.likelihood
  const player = usePlanePlayer()
  const half = usePlane(({ points }) => halfFor(points.xy))
  const chosenParticle = usePlane(({ settings }) => settings.chosen)
  const commonProps = { min: -half, max: half, step: 0.05, less: text.less, more: text.more }
  const round = (value: number) => Math.max(-half, Math.min(half, Number(value.toFixed(2))))
  const takeChosen = () => {
    const frame = player.stageFrame(slot)
    if (!frame || chosenParticle === null) return
    const part = (k: number) => round((frame.xt[2 * chosenParticle + k] ?? 0) * planeScale(frame.at))
    onChange([part(0), part(1)])
  }
  return (
    <div className={styles.fields} role="group" aria-label={words.point}>
      <NumberInput
        {...commonProps}
        name={words.x}
        value={round(at[0])}
        onChange={(x) => {
          onChange([round(x), at[1]])
        }}
      />
      <NumberInput
        {...commonProps}
        name={words.y}
        value={round(at[1])}
        onChange={(y) => {
          onChange([at[0], round(y)])
        }}
      />
      <Button
        name={words.takeChosen}
        explain={words.takeChosenExplain}
        disabled={chosenParticle === null}
        onPress={takeChosen}
      />
    </div>
  )
}

/** The question to the engine; undefined unless the panel is in sight, or the pointer is on a picture that the panel follows. */
function useAsked(inSight: boolean, question: Question, level: ReturnType<typeof useLevel>): Asked | undefined {
  const { open, isUnderPointer, place, steps } = useStore(likelihoodAt(usePlaneRoom()))
  const ready = usePlane((state) => state.engine.status === 'ready')
  const points = usePlane((state) => state.points)
  const isMapShown = usePlane(({ settings }) => settings.heatMap === 'likelihood')
  const weights = usePlane(({ learning }) => weightsAsked(question.answerer, learning))
  const isWanted = ready && (inSight || (isUnderPointer && (open || isMapShown)))
  return useMemo((): Asked | undefined => {
    if (!isWanted || !level || points.labels.length === 0) return undefined
    return { question, at: level.at, x: place[0] * level.scale, y: place[1] * level.scale, steps, learned: weights }
  }, [isWanted, level, points, question, place, steps, weights])
}

/** Shows log q by the probability flow beside the exact one, at the pointer or at typed coordinates, and as maps. */
export function LikelihoodPanel() {
  const words = planeText.planeMeasure.likelihood
  const plane = usePlaneRoom()
  const at = likelihoodAt(plane)
  const { place, steps, slot: pointedAt } = useStore(at)
  const slot: Slot = usePlane(({ settings }) => (settings.beside ? pointedAt : 0))
  const frame = useRef<HTMLDivElement>(null)
  const inSight = useInSight(frame)
  const question = useQuestion(slot)
  const level = useLevel(slot)
  const densities = useDensities(useAsked(inSight, question, level))
  useEffect(() => {
    at.setState({ densities })
  }, [at, densities])
  return (
    <div ref={frame} className={styles.panel}>
      <div className={styles.question}>
        <p className={styles.intro}>
          <Words>{words.intro}</Words>
        </p>
        {level?.limited && <p className={styles.hint}>{words.limited}</p>}
        {level && level.scale > 1.01 && (
          <p className={styles.hint}>
            <Words>{words.beyond}</Words>
          </p>
        )}
        {slot === 1 && <p className={styles.hint}>{words.beside}</p>}
        <PointFields
          slot={slot}
          at={place}
          onChange={(next) => {
            at.setState({ place: next })
          }}
        />
        <Range
          name={words.steps}
          explain={words.stepsExplain}
          value={steps}
          min={2}
          max={128}
          step={1}
          format={String}
          onChange={(next) => {
            at.setState({ steps: next })
          }}
        />
        <Answer densities={densities} />
        <div className={styles.job}>
          <Button
            name={words.map}
            explain={words.mapExplain}
            onPress={() => {
              patchPlane(plane, { heatMap: 'likelihood' })
            }}
          />
        </div>
      </div>
      {question.answerer !== 'student' && (
        <div className={styles.answer}>
          <LikelihoodMaps question={question} level={level} />
          <Convergence question={question} level={level} />
        </div>
      )}
    </div>
  )
}
