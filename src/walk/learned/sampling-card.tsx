import { useState } from 'react'
import { useStore } from 'zustand'
import { posterior } from '../../diffusion'
import { faultText } from '../../i18n'
import { learnedText } from '../../i18n/learned'
import { integer } from '../../i18n/format/numbers'
import { T } from '../../runs/timeline'
import { Button } from '../../ui/button'
import { Choice } from '../../ui/choice'
import { Words } from '../../ui/words'
import { around } from '../inspect/grey'
import { ValuePicture } from '../inspect/value-picture'
import { classTitle } from '../model/class-words'
import { useModel, usePlayer, useWalk } from '../run/context'
import type { Player } from '../run/player'
import { shownRange } from '../run/walk-run'
import { Algorithm } from './algorithm'
import styles from './learned.module.css'
import { samplingLines } from './lines'
import { levelOf, type Sampler, type Sampling, samplerOf, STRIDES, type Strides } from './sampling'

const stateGrey = around(shownRange.xt)
const noiseGrey = around(shownRange.epsHat)

/** What the round has made so far, as pictures. */
function SamplingPictures({ player, state }: { player: Player; state: Sampling }) {
  const model = useModel()
  const words = learnedText.sampling
  const { line, xt, denoised, z, next, rounds, strides } = state
  const isLast = rounds >= strides - 1
  const sigma = isLast
    ? 0
    : Math.sqrt(posterior(levelOf(player, state, rounds), levelOf(player, state, rounds + 1)).betaTilde)
  const rows = [
    { key: line === 6 ? 'x0' : 'xt', values: xt, grey: stateGrey, note: undefined },
    { key: 'epsHat', values: denoised?.epsHat, grey: noiseGrey, tone: 'noise', note: undefined },
    { key: 'x0Hat', values: denoised?.x0Hat, grey: stateGrey, tone: 'signal', note: words.notes.x0Hat },
    { key: 'z', values: z, grey: noiseGrey, note: isLast ? words.notes.noZ : words.notes.z(sigma) },
    { key: 'next', values: next, grey: stateGrey, note: undefined },
  ] as const
  return (
    <div className={styles.pictures}>
      {rows.map(({ key, values, grey, note, ...rest }) => (
        <ValuePicture
          key={key === 'x0' ? 'xt' : key}
          name={words.names[key]}
          note={note}
          label={words.names[key]}
          values={values}
          shape={model}
          grey={grey}
          tone={'tone' in rest ? rest.tone : undefined}
        />
      ))}
    </div>
  )
}

function SamplingButtons({ sampler, ready }: { sampler: Sampler; ready: boolean }) {
  const status = useStore(sampler.store, (state) => state.status)
  const words = learnedText.sampling
  const busy = status === 'playing' || status === 'asking'
  return (
    <div className={styles.buttons}>
      {status === 'playing' ? (
        <Button kind="primary" name={words.stop} explain={words.stopExplain} onPress={sampler.stop} />
      ) : (
        <Button
          kind="primary"
          name={words.play}
          explain={words.playExplain}
          disabled={!ready}
          onPress={() => void sampler.play()}
        />
      )}
      <Button
        name={words.next}
        explain={words.nextExplain}
        disabled={!ready || busy}
        onPress={() => void sampler.nextLine()}
      />
      <Button
        name={words.begin}
        explain={words.beginExplain}
        onPress={() => {
          sampler.begin({ newNoise: true })
        }}
      />
    </div>
  )
}

/** Algorithm 2, live on the same network: line by line, or all rounds. */
export function SamplingCard() {
  const player = usePlayer()
  const model = useModel()
  const [sampler] = useState(() => samplerOf(player))
  const state = useStore(sampler.store)
  const ready = useWalk(({ engine }) => engine.status === 'ready')
  const words = learnedText.sampling
  const { line, rounds, strides, status, fault } = state
  const explain = line === 2 ? words.explain[2](levelOf(player, state, rounds).t) : words.explain[line]
  return (
    <section className={styles.card} aria-label={learnedText.algorithm(2, words.title)} data-status={status}>
      <Algorithm number={2} title={words.title} lines={samplingLines()} at={line} explain={explain} />
      <SamplingButtons sampler={sampler} ready={ready} />
      <div className={styles.after}>
        <Choice
          name={words.strides}
          explain={words.stridesExplain(strides, T)}
          value={String(strides)}
          options={STRIDES.map((count) => ({ value: String(count), label: integer(count) }))}
          onChange={(value) => {
            sampler.begin({ strides: Number(value) as Strides })
          }}
        />
        <p className={styles.note} data-rounds={rounds}>
          {words.progress(rounds, strides)}. <Words>{words.asked(classTitle(model.menus, state.label))}</Words>
        </p>
      </div>
      <SamplingPictures player={player} state={state} />
      <div className={styles.after}>
        {fault && (
          <p className={styles.fault} role="status">
            {faultText(fault.code, fault.details)}
          </p>
        )}
        <p className={styles.note}>{words.same}</p>
      </div>
    </section>
  )
}
