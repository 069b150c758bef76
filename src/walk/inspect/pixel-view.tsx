import { useState } from 'react'
import { klBits, meanOf, type Normal } from '../../diffusion'
import type { LookedStep } from '../../engine/protocol/look'
import { inspectText } from '../../i18n/inspect'
import { shownScale } from '../../runs/levels'
import { Choice } from '../../ui/choice'
import { Words } from '../../ui/words'
import { stretchAt } from '../model/past'
import { useInspection, usePatch, useSeen } from './context'
import { bell, drawnFrom, drawnKnowing, holding, klOfAll, whyNone } from './gaussians'
import { around } from './grey'
import styles from './inspector.module.css'
import { Legend, LineChart } from './line-chart'
import { PixelPicker } from './pixel-picker'
import { ofSample } from './subject'
import { truthOf } from './truth'

/** The pixel that is looked at: the middle one until another is chosen. */
export function usePixel(side: number): readonly [number, (pixel: number) => void] {
  const pixel = useInspection((state) => state.pixel)
  const patch = usePatch()
  const middle = Math.floor(side / 2) * side + Math.floor(side / 2)
  return [
    pixel >= 0 && pixel < side * side ? pixel : middle,
    (next) => {
      if (next !== pixel) patch({ pixel: next })
    },
  ]
}

interface BellsProps {
  step: LookedStep
  value: number
  q: Normal | undefined
  p: Normal
}

/** Both Gaussians, and what was drawn. */
function Bells({ step, value, q, p }: BellsProps) {
  const words = inspectText.pixel
  const [low, high] = holding(q ? [q, p] : [p])
  const drawnValue = step.next[value] ?? NaN
  const lines = [
    { name: words.p, look: 1, spots: bell(p, low, high) },
    ...(q && q.deviation > 0 ? [{ name: words.q, look: 0, spots: bell(q, low, high) }] : []),
  ]
  return (
    <figure className={styles.chart}>
      <LineChart
        label={words.chart}
        lines={lines}
        x={{ name: words.value, low, high }}
        y={{ name: words.density }}
        marks={[{ x: drawnValue, name: words.drawn }]}
      />
      <Legend lines={lines.map(({ name, look }) => ({ key: name, look, name: <Words>{name}</Words> }))} />
    </figure>
  )
}

function Numbers({ q, p, mean }: { q: Normal | undefined; p: Normal; mean: number | undefined }) {
  const words = inspectText.pixel
  return (
    <>
      <table className={styles.table}>
        <thead>
          <tr>
            <th />
            <th>{words.mean}</th>
            <th>{words.width}</th>
          </tr>
        </thead>
        <tbody>
          {[...(q ? [{ name: words.q, normal: q }] : []), { name: words.p, normal: p }].map(({ name, normal }) => (
            <tr key={name}>
              <th scope="row">
                <Words>{name}</Words>
              </th>
              <td>{words.number(normal.mean)}</td>
              <td>{words.number(normal.deviation)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.number}>
        <Words>{q ? words.kl(klBits(q, p)) : words.noTruth}</Words>
        {mean !== undefined && (
          <>
            {' '}
            <Words>{words.klMean(mean)}</Words>
          </>
        )}
      </p>
    </>
  )
}

/** One pixel of the step as two Gaussians: what the step draws it from, and what one who knows the picture would. */
export function PixelView() {
  const words = inspectText.pixel
  const seenStep = useSeen()
  const { run, lookedStep, step, sample } = seenStep
  const { shape } = run
  const [pixel, setPixel] = usePixel(shape.size)
  const [channel, setChannel] = useState<'0' | '1' | '2'>('0')
  if (seenStep.forward) return <p className={styles.first}>{words.forward}</p>
  const state = run.frames[step - 1]?.xt
  const from = run.levels[step - 1]
  const value = pixel + (shape.channels === 3 ? Number(channel) : 0) * shape.size ** 2
  const truth = lookedStep ? truthOf(seenStep) : undefined
  const x0 = truth?.kind === 'turn' ? truth.x0 : undefined
  const p = lookedStep && drawnFrom(lookedStep, value)
  const q = lookedStep && x0 && p && drawnKnowing(lookedStep, x0, value)
  const none = lookedStep && whyNone(stretchAt(run.stretches, step).spec, lookedStep)
  return (
    <>
      <p className={styles.first}>
        <Words>{words.intro}</Words>
      </p>
      <div className={styles.beside}>
        <PixelPicker
          values={state && ofSample(state, run, sample)}
          shape={shape}
          grey={around(from ? 1 / shownScale(from) : 1)}
          label={words.picker(pixel % shape.size, Math.floor(pixel / shape.size))}
          pixel={pixel}
          onPixel={setPixel}
        />
        <p className={styles.note}>
          <Words>{words.how(pixel % shape.size, Math.floor(pixel / shape.size))}</Words>
        </p>
      </div>
      {shape.channels === 3 && (
        <Choice
          name={words.channel}
          value={channel}
          options={(['0', '1', '2'] as const).map((each) => ({ value: each, label: words.channels[each] }))}
          onChange={setChannel}
        />
      )}
      {none && <p className={styles.note}>{words.none[none]}</p>}
      {lookedStep && p && (
        <>
          <Bells step={lookedStep} value={value} q={q} p={p} />
          <Numbers q={q} p={p} mean={x0 && meanOf(klOfAll(lookedStep, x0))} />
        </>
      )}
    </>
  )
}
