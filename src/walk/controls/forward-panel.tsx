import { type ReactNode, useEffect, useRef, useState } from 'react'
import { text } from '../../i18n'
import { DrawOwn, fetchPadAhead } from '../picture/draw-own'
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

/** Where the playhead stands. A component of its own, so that the gallery and buttons do not render again when it moves. */
function PlayheadNote() {
  const t = useWalk(({ settings }) => settings.t)
  return (
    <p className={styles.hint}>
      <Words>{canWalkBack({ t }) ? text.stage.forwardCaption(t, T) : text.forward.fromNowhere}</Words>
    </p>
  )
}

function FromHereButton() {
  const player = usePlayer()
  const canStart = useWalk(({ settings }) => canWalkBack(settings))
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
      disabled={!canStart}
      onPress={go}
    />
  )
}

const useOtherForm = () => useWalk((state) => otherForm(state)?.form)

/** Switches an opened picture between its two forms: as it came, and fitted to the network. */
function OtherFormButton() {
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

/** Says in which of the two forms the picture is. */
function FormNote() {
  const form = useOtherForm()
  const words = text.forward.forms
  return form ? <p className={styles.hint}>{form === 'asItCame' ? words.fitted : words.original}</p> : null
}

/** The picture from which the forward walk starts, and the button that walks back from here. */
export function ForwardPanel({ notices }: { notices: ReactNode }) {
  const player = usePlayer()
  const [isDrawing, setIsDrawing] = useState(false)
  const file = useRef<HTMLInputElement>(null)
  const isOwn = useWalk(({ settings }) => settings.picture.kind === 'own')
  const model = useModel()
  const words = text.forward
  useEffect(fetchPadAhead, [])
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
              setIsDrawing(true)
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
        {isOwn && model.paper === 'black' && (
          <Button
            name={words.invert}
            explain={words.invertExplain}
            onPress={() => {
              invertOwn(player)
            }}
          />
        )}
        <OtherFormButton />
      </div>
      <FormNote />
      <input
        ref={file}
        type="file"
        accept="image/*"
        hidden
        aria-label={words.open}
        onChange={(event) => {
          const chosenFile = event.target.files?.[0]
          if (chosenFile) void takeFile(player, chosenFile)
          event.target.value = ''
        }}
      />
      <div className={styles.next}>
        <FromHereButton />
        <PlayheadNote />
      </div>
      {isDrawing && (
        <DrawOwn
          onClose={() => {
            setIsDrawing(false)
          }}
        />
      )}
    </section>
  )
}
