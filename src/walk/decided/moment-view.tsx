import { useEffect, useMemo, useRef } from 'react'
import { decidedText } from '../../i18n/decided'
import { shownScale } from '../../runs/levels'
import { paintPicture } from '../../ui/paint'
import { PixelCanvas } from '../../ui/pixel-canvas'
import { Range } from '../../ui/range'
import { Words } from '../../ui/words'
import { modelOf } from '../model/models'
import { toBytes } from '../model/pixels'
import { useWalk } from '../run/context'
import { SAMPLES } from './continuation'
import { useDecidedStudy, useMoments, useSheet } from './context'
import styles from './decided.module.css'
import { isDone, type Sheet } from './sheet'
import { playheadKey } from './subject'
import { SheetFigures } from './sheet-figures'

/** Bytes of pictures as a picture, side by side. */
function Picture({ bytes, samples, label }: { bytes: Uint8ClampedArray | undefined; samples: number; label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const shape = modelOf(useDecidedStudy().subject.settings)
  useEffect(() => {
    if (canvas.current) paintPicture(canvas.current, bytes, shape, samples)
  }, [bytes, shape, samples])
  return <PixelCanvas ref={canvas} label={label} />
}

/** Where on the walk the moment is; moved, it is fixed with the others. */
function Slider({ index }: { index: number }) {
  const { study, subject } = useDecidedStudy()
  const moments = useMoments()
  const { places } = subject
  const at = places.findIndex(({ key }) => key === moments[index])
  return (
    <Range
      name={decidedText.moment(index + 1)}
      value={at}
      min={0}
      max={Math.max(1, places.length - 1)}
      step={1}
      format={(value) => (places[value] ? decidedText.at(places[value].t) : '')}
      onChange={(value) => {
        const key = places[value]?.key
        if (key === undefined) return
        study.store.setState({ fixed: { walk: subject.key, places: moments.with(index, key) } })
      }}
    />
  )
}

/** xₜ of the moment, as it stands in the walk. */
function Beginning({ place, t }: { place: number; t: number }) {
  const { subject } = useDecidedStudy()
  const bytes = useMemo(() => {
    const state = subject.stateAt(place)
    return state && toBytes(state.xt, 1 / shownScale(state.at))
  }, [subject, place])
  const here = useWalk(({ settings }) => playheadKey(subject, settings) === place)
  return (
    <div className={styles.beginning}>
      <Picture bytes={bytes} samples={1} label={decidedText.xt(t)} />
      <span>
        <Words>{subject.kind === 'run' ? decidedText.beginFrame(place) : decidedText.begin}</Words>{' '}
        {here && <em>{decidedText.here}</em>}
      </span>
    </div>
  )
}

function Sixteen({ sheet, t }: { sheet: Sheet | undefined; t: number }) {
  if (!sheet) return <p className={styles.empty}>{decidedText.empty}</p>
  const label = isDone(sheet) ? decidedText.sheet(t) : decidedText.sheetAfter(t, sheet.done)
  return <Picture bytes={sheet.bytes} samples={SAMPLES} label={label} />
}

/** One moment: where it is, what it looks like, what becomes of it, and how varied that is. @param index its place among the four */
export function MomentView({ index }: { index: number }) {
  const { subject } = useDecidedStudy()
  const key = useMoments()[index]
  const place = subject.places.find((each) => each.key === key)
  const sheet = useSheet(key)
  if (!place) return null
  return (
    <div className={styles.moment} data-moment={index} data-done={isDone(sheet)}>
      <div className={styles.slider}>
        <Slider index={index} />
      </div>
      <Beginning place={place.key} t={place.t} />
      <Sixteen sheet={sheet} t={place.t} />
      {isDone(sheet) && <SheetFigures sheet={sheet} />}
    </div>
  )
}
