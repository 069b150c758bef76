import { useState } from 'react'
import { samplerInfo } from '../diffusion'
import { fixed, text } from '../i18n'
import { Button } from '../ui/Button'
import { Choice } from '../ui/Choice'
import { NumberInput } from '../ui/NumberInput'
import { Range } from '../ui/Range'
import { Select } from '../ui/Select'
import { adviceOn, asksTwice } from './advice'
import { AdviceNote } from './AdviceNote'
import styles from './RunSettings.module.css'
import { useModel } from './context'
import { OWN } from './models'
import { mostOrder, type NumberName, parameterRanges, type ParameterName, parametersOf, SAMPLER_GROUPS, type SamplerGroup, samplerSpec, VARIANCES } from '../rooms/sampler-settings'
import { SamplersDialog } from './SamplersDialog'
import { type Settings, withSampler } from './settings'
import { useFields } from './useFields'

const words = text.samplers
const groups = (Object.keys(SAMPLER_GROUPS) as SamplerGroup[]).map((group) => ({
  title: words.groups[group],
  options: SAMPLER_GROUPS[group].map((value) => ({ value, label: words.titles[value] })),
}))

const rounded = (value: number, digits: number) => Number(value.toFixed(digits))

/** 10⁻³ of −3, for −9…−1. */
const powerOfTen = (power: number) => `10⁻${'⁰¹²³⁴⁵⁶⁷⁸⁹'[Math.abs(power)] ?? ''}`

/** A number that is typed: what has no end in sight, or is counted. */
const TYPED: ReadonlySet<NumberName> = new Set<NumberName>(['churnMin', 'churnMax', 'count'])

function NumberParameter({ of }: { of: NumberName }) {
  const { settings, set } = useFields()
  const { min, max, step, digits } = parameterRanges[of]
  const shared = {
    name: words.parameters[of], explain: words.parametersExplain[of], value: settings[of], min, max, step,
    onChange: (value: number) => { set({ [of]: rounded(value, digits) }) },
  }
  if (TYPED.has(of)) return <NumberInput {...shared} less={text.less} more={text.more} />
  return <Range {...shared} format={(value) => (of === 'tolerance' ? powerOfTen(value) : fixed(value, digits))} />
}

function OrderParameter() {
  const { settings, set } = useFields()
  const most = mostOrder[settings.sampler] ?? parameterRanges.order.max
  return (
    <Choice
      name={words.parameters.order}
      explain={words.parametersExplain.order}
      value={String(Math.min(settings.order, most))}
      options={Array.from({ length: most }, (_, i) => ({ value: String(i + 1), label: String(i + 1) }))}
      onChange={(order) => { set({ order: Number(order) }) }}
    />
  )
}

function VarianceParameter() {
  const { settings, set } = useFields()
  const { id, learned } = useModel()
  // A network of one's own has no measured error, and perhaps no head for the variance.
  const possibleVariance = (value: Settings['variance']) => (value === 'learned' ? learned : value !== 'analytic' || id !== OWN)
  return (
    <Choice
      name={words.parameters.variance}
      explain={words.varianceExplain[settings.variance]}
      value={settings.variance}
      options={VARIANCES.map((value) => ({ value, label: words.varianceTitles[value], disabled: !possibleVariance(value) }))}
      onChange={(variance) => { set({ variance }) }}
    />
  )
}

function Parameter({ of }: { of: ParameterName }) {
  if (of === 'variance') return <VarianceParameter />
  return of === 'order' ? <OrderParameter /> : <NumberParameter of={of} />
}

/** The churn's window means nothing without churn. */
const shownParameters = ({ sampler, churn }: Pick<Settings, 'sampler' | 'churn'>): readonly ParameterName[] =>
  parametersOf[sampler].filter((name) => churn > 0 || !/^churn./.test(name))

function Facts() {
  const { settings } = useFields()
  const { order, stochastic, nfe, adaptive, source } = samplerInfo(samplerSpec(settings))
  const evaluations = adaptive ? words.evaluationsAtLeast : words.evaluations
  return (
    <>
      <ul className={styles.facts} aria-label={words.factsName}>
        <li>{order > 0 ? words.order(String(order)) : words.noOrder}</li>
        <li>{stochastic ? words.fresh : words.decided}</li>
        <li>{asksTwice(settings) ? words.guided(String(nfe)) : evaluations(String(nfe))}</li>
      </ul>
      <p className={styles.source}>{source}</p>
    </>
  )
}

/** Which sampler, what it is, and what of it can be turned. */
export function SamplerFields() {
  const { settings, set } = useFields()
  const [comparing, setComparing] = useState(false)
  return (
    <>
      <div className={styles.sampler}>
        <Select name={words.name} nameHidden value={settings.sampler} options={groups} onChange={(sampler) => { set(withSampler(sampler)) }} />
        <Button name={words.all} explain={words.allExplain} onPress={() => { setComparing(true) }} />
      </div>
      <div className={styles.about}>
        <p>{words.explain[settings.sampler]}</p>
        {adviceOn(settings).filter((name) => name !== 'unclipped').map((name) => <AdviceNote key={name} of={name} />)}
        <Facts />
      </div>
      {shownParameters(settings).map((name) => <Parameter key={name} of={name} />)}
      <SamplersDialog
        open={comparing}
        chosen={settings.sampler}
        onClose={() => { setComparing(false) }}
        onChoose={(sampler) => {
          set(withSampler(sampler))
          setComparing(false)
        }}
      />
    </>
  )
}
