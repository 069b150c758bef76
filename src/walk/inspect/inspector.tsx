import { type ComponentType, type ReactNode, useEffect, useRef, useState } from 'react'
import { faultText, text } from '../../i18n'
import { inspectText } from '../../i18n/inspect'
import panel from '../../shell/panel.module.css'
import { openLayer } from '../../ui/back'
import { Button } from '../../ui/button'
import { Choice } from '../../ui/choice'
import { CloseIcon } from '../../ui/icons'
import { Range } from '../../ui/range'
import { Words } from '../../ui/words'
import { usePlayer, useWalk } from '../run/context'
import { InspectionContext, useInspection, usePatch, useSeen } from './context'
import styles from './inspector.module.css'
import { followLook, inspectionOf, VIEWS, type View } from './looking'
import { KnownView } from './known-view'
import { NetworkView } from './network-view'
import { PixelView } from './pixel-view'
import { SpectrumView } from './spectrum-view'
import { SumView } from './sum-view'

const views: Readonly<Record<View, ComponentType>> = {
  sum: SumView,
  known: KnownView,
  pixel: PixelView,
  spectrum: SpectrumView,
  network: NetworkView,
}

/** Escape and Back close the inspector; not Escape in what lies over it. */
function useClosing(onClose: () => void) {
  const latest = useRef(onClose)
  useEffect(() => {
    latest.current = onClose
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { target } = event
      const above = target instanceof Element && target.closest('[role="dialog"], [role="listbox"]') !== null
      if (event.key === 'Escape' && !event.defaultPrevented && !above) latest.current()
    }
    document.addEventListener('keydown', onKey)
    const closed = openLayer(() => {
      latest.current()
    })
    return () => {
      document.removeEventListener('keydown', onKey)
      closed()
    }
  }, [])
}

/** Takes the focus, and gives it back when it goes. */
function useFocus() {
  const section = useRef<HTMLElement>(null)
  useEffect(() => {
    const { current } = section
    const before = document.activeElement
    current?.focus({ preventScroll: true })
    if (current && !isInSight(current)) current.scrollIntoView({ block: 'start' })
    return () => {
      const isOurs = document.activeElement === document.body || current?.contains(document.activeElement)
      if (isOurs && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    }
  }, [])
  return section
}

function isInSight(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect()
  return top >= 0 && Math.min(bottom, top + 200) <= innerHeight
}

/** Which step it is. */
function Where() {
  const { run, step, forward } = useSeen()
  const t = useWalk(({ settings }) => settings.t)
  const words = inspectText.where
  const [from, to] = [run.times[step - 1] ?? NaN, run.times[step] ?? NaN]
  return (
    <p>
      <Words>{forward ? words.forward(t) : words.reverse(step, run.levels.length - 1, from, to)}</Words>
    </p>
  )
}

/** Why not everything is there, or what it cost. */
function Standing() {
  const { look, lookedStep } = useSeen()
  const words = inspectText.standing
  const sentence =
    look.status === 'failed'
      ? faultText(look.fault.code, look.fault.details)
      : look.status === 'looked'
        ? lookedStep && words.looked(lookedStep.nfe, lookedStep.again, lookedStep.ms)
        : words[look.status]
  return (
    <p className={styles.standing} role="status" data-look={lookedStep ? 'looked' : look.status}>
      {sentence}
    </p>
  )
}

/** Which of several pictures of the run is looked at. */
function WhichPicture() {
  const { run, sample, forward } = useSeen()
  const patch = usePatch()
  if (run.samples === 1 || forward) return null
  return (
    <div className={styles.slider}>
      <Range
        name={inspectText.whichPicture}
        value={sample + 1}
        min={1}
        max={run.samples}
        step={1}
        format={(n) => inspectText.sum.of(n, run.samples)}
        onChange={(n) => {
          patch({ sample: n - 1 })
        }}
      />
    </div>
  )
}

function Body() {
  const view = useInspection((state) => state.view)
  const patch = usePatch()
  const View = views[view]
  const words = inspectText.views
  return (
    <>
      <Choice
        name={inspectText.viewsName}
        nameHidden
        value={view}
        options={VIEWS.map((value) => ({ value, label: words[value] }))}
        onChange={(next) => {
          patch({ view: next })
        }}
      />
      <WhichPicture />
      <View key={view} />
    </>
  )
}

/** Everything that one step knew, in the place of the settings: the picture and the timeline stay where they are. */
export function Inspector({ notices, onClose }: { notices: ReactNode; onClose: () => void }) {
  const player = usePlayer()
  const [store] = useState(() => inspectionOf(player))
  const section = useFocus()
  useClosing(onClose)
  useEffect(() => followLook(player, store, (request) => player.engine.look(request)), [player, store])
  return (
    <InspectionContext value={store}>
      <section
        ref={section}
        className={`${panel.panel} ${styles.inspector}`}
        aria-labelledby="inspector-title"
        tabIndex={-1}
      >
        <div className={styles.head}>
          <h2 id="inspector-title">{inspectText.title}</h2>
          <Button
            kind="quiet"
            name={text.close}
            explain={inspectText.closeExplain}
            keyHint="I"
            icon={<CloseIcon />}
            onPress={onClose}
          />
        </div>
        <div className={styles.where}>
          <Where />
          <Standing />
        </div>
        {notices}
        <Body />
      </section>
    </InspectionContext>
  )
}
