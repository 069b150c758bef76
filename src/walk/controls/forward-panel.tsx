import { type ReactNode, useEffect, useRef, useState } from 'react'
import { text } from '../../i18n'
import { DrawOwn, padAhead } from '../picture/draw-own'
import { Button } from '../../ui/button'
import { ImageIcon, PenIcon } from '../../ui/icons'
import { canWalkBack, fromHere } from '../run/actions'
import { showStage } from '../run/show-stage'
import { useModel, usePlayer, useWalk } from '../run/context'
import { Gallery } from '../picture/gallery'
import styles from '../../shell/panel.module.css'
import { T } from '../../runs/timeline'
import { takeFile } from '../arrivals'
import { invertOwn, otherForm, showOtherForm } from '../picture/own-picture'
import { Words } from '../../ui/words'

/** Alone, because it follows the playhead: the gallery and the buttons do not render again for that. */
function Where() {
  const t = useWalk(({ settings }) => settings.t)
  return (
    <p className={styles.hint}>
      <Words>{canWalkBack({ t }) ? text.stage.forwardCaption(t, T) : text.forward.fromNowhere}</Words>
    </p>
  )
}

function FromHere() {
  const player = usePlayer()
  const can = useWalk(({ settings }) => canWalkBack(settings))
  const words = text.forward
  const go = () => {
    fromHere(player)
    showStage()
  }
  return (
    <Button
      kind="primary"
      name={words.fromHere}
      explain={words.fromHereExplain}
      keyHint="H"
      disabled={!can}
      onPress={go}
    />
  )
}

const useOtherForm = () => useWalk((state) => otherForm(state)?.form)

/** To the other form of a picture that was opened: as it came, or fitted to the network. */
function OtherForm() {
  const player = usePlayer()
  const form = useOtherForm()
  const words = text.forward.forms
  return form ? (
    <Button
      name={words[form]}
      explain={words.explain[form]}
      onPress={() => {
        showOtherForm(player)
      }}
    />
  ) : null
}

/** What was done to it. */
function Form() {
  const form = useOtherForm()
  const words = text.forward.forms
  return form ? <p className={styles.hint}>{form === 'asItCame' ? words.fitted : words.original}</p> : null
}

/** What the forward walk starts from, and the way back. */
export function ForwardPanel({ notices }: { notices: ReactNode }) {
  const player = usePlayer()
  const [drawing, setDrawing] = useState(false)
  const file = useRef<HTMLInputElement>(null)
  const own = useWalk(({ settings }) => settings.picture.kind === 'own')
  const model = useModel()
  const words = text.forward
  useEffect(padAhead, [])
  return (
    <section className={styles.panel} aria-labelledby="panel-title">
      <h2 id="panel-title">{text.direction.forwardTitle}</h2>
      <p className={styles.intro}>{text.direction.forwardIntro}</p>
      {notices}
      <Gallery />
      <div className={styles.buttons}>
        {model.samples === 'digits' && (
          <Button
            name={words.draw}
            explain={words.drawExplain}
            icon={
              <>
                <PenIcon />
                <span>{words.draw}</span>
              </>
            }
            onPress={() => {
              setDrawing(true)
            }}
          />
        )}
        <Button
          name={words.open}
          explain={words.openExplain}
          icon={
            <>
              <ImageIcon />
              <span>{words.open}</span>
            </>
          }
          onPress={() => {
            file.current?.click()
          }}
        />
        {own && model.paper === 'black' && (
          <Button
            name={words.invert}
            explain={words.invertExplain}
            onPress={() => {
              invertOwn(player)
            }}
          />
        )}
        <OtherForm />
      </div>
      <Form />
      <input
        ref={file}
        type="file"
        accept="image/*"
        hidden
        aria-label={words.open}
        onChange={(event) => {
          const chosen = event.target.files?.[0]
          if (chosen) void takeFile(player, chosen)
          event.target.value = ''
        }}
      />
      <div className={styles.next}>
        <FromHere />
        <Where />
      </div>
      {drawing && (
        <DrawOwn
          onClose={() => {
            setDrawing(false)
          }}
        />
      )}
    </section>
  )
}
