import { type ReactNode, useState } from 'react'
import { type AnySamplerId, samplerInfo } from '../diffusion'
import { text } from '../i18n'
import { fixed, whole } from '../i18n/format/numbers'
import { settingsText } from '../i18n/settings'
import { Button } from '../ui/button'
import { Choice } from '../ui/choice'
import { NumberInput } from '../ui/number-input'
import { Range } from '../ui/range'
import { Select } from '../ui/select'
import {
  mostOrder,
  type NumberName,
  parameterRanges,
  type ParameterName,
  parametersOf,
  SAMPLER_GROUPS,
  type SamplerGroup,
  type SamplerParameters,
  samplerSpec,
  type Usual,
  VARIANCES,
  withSampler,
} from './sampler-settings'
import { SamplersDialog } from './samplers-dialog'
import styles from './settings.module.css'
import { Words } from '../ui/words'

interface SamplerFieldsProps {
  settings: SamplerParameters & { readonly sampler: AnySamplerId }
  set: (patch: Partial<Usual> & { readonly sampler?: AnySamplerId }) => void
  /** Which of DDPM's variances can be had. */
  hasVariance: (variance: SamplerParameters['variance']) => boolean
  /** What goes badly with it, beside what is said of it. */
  advice?: ReactNode
  /** Evaluations of a step, in words, where they are not the sampler's own. */
  evaluations?: ((nfe: number) => string) | undefined
}

type Fields = Pick<SamplerFieldsProps, 'settings' | 'set'>
const groups = (Object.keys(SAMPLER_GROUPS) as SamplerGroup[]).map((group) => ({
  title: settingsText.samplers.groups[group],
  options: SAMPLER_GROUPS[group].map((value) => ({ value, label: settingsText.samplers.titles[value] })),
}))

const rounded = (value: number, digits: number) => Number(value.toFixed(digits))

/** 10⁻³ of −3, for −9…−1. */
const powerOfTen = (power: number) => `10⁻${'⁰¹²³⁴⁵⁶⁷⁸⁹'[Math.abs(power)] ?? ''}`

/** A number that is typed: what has no end in sight, or is counted. */
const TYPED: ReadonlySet<NumberName> = new Set<NumberName>(['churnMin', 'churnMax', 'count'])

function NumberParameter({ settings, set, of }: Fields & { of: NumberName }) {
  const words = settingsText.samplers
  const { min, max, step, digits } = parameterRanges[of]
  const shared = {
    name: words.parameters[of],
    explain: words.parametersExplain[of],
    value: settings[of],
    min,
    max,
    step,
    onChange: (value: number) => {
      set({ [of]: rounded(value, digits) })
    },
  }
  if (TYPED.has(of)) return <NumberInput {...shared} less={text.less} more={text.more} />
  return <Range {...shared} format={(value) => (of === 'tolerance' ? powerOfTen(value) : fixed(value, digits))} />
}

function OrderParameter({ settings, set }: Fields) {
  const words = settingsText.samplers
  const most = mostOrder[settings.sampler] ?? parameterRanges.order.max
  return (
    <Choice
      name={words.parameters.order}
      explain={words.parametersExplain.order}
      value={String(Math.min(settings.order, most))}
      options={Array.from({ length: most }, (_, i) => ({ value: String(i + 1), label: whole(i + 1) }))}
      onChange={(order) => {
        set({ order: Number(order) })
      }}
    />
  )
}

function VarianceParameter({ settings, set, hasVariance }: Omit<SamplerFieldsProps, 'advice' | 'evaluations'>) {
  const words = settingsText.samplers
  return (
    <Choice
      name={words.parameters.variance}
      explain={words.varianceExplain[settings.variance]}
      value={settings.variance}
      options={VARIANCES.map((value) => ({ value, label: words.varianceTitles[value], disabled: !hasVariance(value) }))}
      onChange={(variance) => {
        set({ variance })
      }}
    />
  )
}

function Parameter({ of, ...fields }: SamplerFieldsProps & { of: ParameterName }) {
  if (of === 'variance') return <VarianceParameter {...fields} />
  return of === 'order' ? <OrderParameter {...fields} /> : <NumberParameter {...fields} of={of} />
}

/** The churn's window means nothing without churn. */
const shownParameters = ({ sampler, churn }: SamplerFieldsProps['settings']): readonly ParameterName[] =>
  parametersOf[sampler].filter((name) => churn > 0 || !/^churn./.test(name))

function Facts({ settings, evaluations }: Pick<SamplerFieldsProps, 'settings' | 'evaluations'>) {
  const words = settingsText.samplers
  const { order, stochastic, nfe, adaptive, source } = samplerInfo(samplerSpec(settings))
  const said = evaluations ?? (adaptive ? words.evaluationsAtLeast : words.evaluations)
  return (
    <>
      <ul className={styles.facts} aria-label={words.factsName}>
        <li>
          <Words>
            {order === null ? words.noOrder : (order.kind === 'weak' ? words.weakOrder : words.order)(order.value)}
          </Words>
        </li>
        <li>
          <Words>{stochastic ? words.fresh : words.decided}</Words>
        </li>
        <li>
          <Words>{said(nfe)}</Words>
        </li>
      </ul>
      <p className={styles.source} lang="en">
        <Words>{source}</Words>
      </p>
    </>
  )
}

/** Which sampler, what it is, and what of it can be turned. */
export function SamplerFields(props: SamplerFieldsProps) {
  const words = settingsText.samplers
  const { settings, set, advice, evaluations } = props
  const [comparing, setComparing] = useState(false)
  return (
    <>
      <div className={styles.sampler}>
        <Select
          name={words.name}
          nameHidden
          value={settings.sampler}
          options={groups}
          onChange={(sampler) => {
            set(withSampler(sampler))
          }}
        />
        <Button
          name={words.all}
          explain={words.allExplain}
          onPress={() => {
            setComparing(true)
          }}
        />
      </div>
      <div className={styles.about}>
        <p>
          <Words>{words.explain[settings.sampler]}</Words>
        </p>
        {advice}
        <Facts settings={settings} evaluations={evaluations} />
      </div>
      {shownParameters(settings).map((name) => (
        <Parameter key={name} {...props} of={name} />
      ))}
      <SamplersDialog
        open={comparing}
        chosen={settings.sampler}
        onClose={() => {
          setComparing(false)
        }}
        onChoose={(sampler) => {
          set(withSampler(sampler))
          setComparing(false)
        }}
      />
    </>
  )
}
