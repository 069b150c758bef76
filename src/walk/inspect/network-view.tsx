import { useRef, useState } from 'react'
import type { LookedInside } from '../../engine/protocol/look'
import { inspectText } from '../../i18n/inspect'
import { shownScale } from '../../runs/levels'
import { Button } from '../../ui/button'
import { Choice } from '../../ui/choice'
import { Words } from '../../ui/words'
import { Attention } from './attention'
import { useInspection, usePatch, useSeen } from './context'
import { Contributions } from './contributions'
import inspector from './inspector.module.css'
import { CHANNELS } from './looking'
import { Maps, shownMaps } from './maps'
import styles from './network.module.css'
import { usePixel } from './pixel-view'
import { ofSample } from './subject'
import { UNet } from './u-net'

/** Of which of guidance's two answers the inside is shown. */
function WhichAnswer() {
  const inside = useInspection((state) => state.inside)
  const patch = usePatch()
  const words = inspectText.network
  const { lookedStep } = useSeen()
  if ((lookedStep?.answer.answers.length ?? 0) < 2) return null
  return (
    <Choice
      name={words.which}
      value={inside.of}
      options={[
        { value: 'wanted', label: words.wanted },
        { value: 'other', label: words.other },
      ]}
      onChange={(of) => {
        patch({ inside: { ...inside, of } })
      }}
    />
  )
}

/** Pages through the channels of a part, where it has more than are shown at once. */
function Pages({ channels, shownCount }: { channels: number; shownCount: number }) {
  const inside = useInspection((state) => state.inside)
  const patch = usePatch()
  const words = inspectText.network
  const { firstChannel } = inside
  if (channels <= CHANNELS && firstChannel === 0) return null
  const turn = (by: number) => () => {
    patch({ inside: { ...inside, firstChannel: Math.max(0, firstChannel + by) } })
  }
  return (
    <div className={styles.pages}>
      <Button name={words.before} explain={words.pageExplain} disabled={firstChannel === 0} onPress={turn(-CHANNELS)} />
      <span>{words.shown(firstChannel + 1, firstChannel + shownCount, channels)}</span>
      <Button
        name={words.after}
        explain={words.pageExplain}
        disabled={firstChannel + shownCount >= channels}
        onPress={turn(CHANNELS)}
      />
    </div>
  )
}

function Inside({ inside }: { inside: LookedInside }) {
  const words = inspectText.network
  const { run, step, sample } = useSeen()
  const patch = usePatch()
  const wish = useInspection((state) => state.inside)
  const [chosenName, setChosen] = useState<string>()
  const output = useRef<HTMLElement>(null)
  const [pixel, setPixel] = usePixel(run.shape.size)
  const maps = inside.maps.find(({ name }) => name === chosenName) ?? inside.maps[0]
  const state = run.frames[step - 1]?.xt
  const from = run.levels[step - 1]
  const [attention] = inside.attentions
  return (
    <>
      <UNet
        parts={inside.parts}
        chosen={maps?.name}
        onChoose={({ name }) => {
          setChosen(name)
          output.current?.scrollIntoView({ block: 'nearest' })
          if (wish.firstChannel > 0) patch({ inside: { ...wish, firstChannel: 0 } })
        }}
      />
      {maps && (
        <section ref={output} className={inspector.section} aria-label={words.output(maps.name)}>
          <h3>{words.output(maps.name)}</h3>
          <Maps key={maps.name} maps={maps} />
          <Pages channels={maps.channels} shownCount={shownMaps(maps)} />
        </section>
      )}
      {attention && (
        <section className={inspector.section} aria-label={words.attends}>
          <h3>{words.attends}</h3>
          <Attention
            attention={attention}
            state={state && ofSample(state, run, sample)}
            scale={from ? 1 / shownScale(from) : 1}
            shape={run.shape}
            pixel={pixel}
            onPixel={setPixel}
          />
        </section>
      )}
      {inside.contributions.length > 0 && (
        <section className={inspector.section} aria-label={words.told}>
          <h3>{words.told}</h3>
          <p className={inspector.note}>
            <Words>{words.toldExplain}</Words>
          </p>
          <Contributions of={inside.contributions} parts={inside.parts} />
        </section>
      )}
    </>
  )
}

/** The network as it is built, what each part of it made of the picture, where it looks, and what it is told. */
export function NetworkView() {
  const words = inspectText.network
  const { forward, lookedStep } = useSeen()
  if (forward) return <p className={inspector.first}>{words.forward}</p>
  return (
    <>
      <p className={inspector.first}>
        <Words>{words.intro}</Words>
      </p>
      <WhichAnswer />
      {lookedStep?.inside && <Inside inside={lookedStep.inside} />}
    </>
  )
}
