import { type ReactNode, useState } from 'react'
import { type AnySamplerId, samplerInfo } from '../diffusion'
import { text } from '../i18n'
import { fixed, integer } from '../i18n/format/numbers'
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
  /** Which of DDPM's variances the network supports. */
  hasVariance: (variance: SamplerParameters['variance']) => boolean
  /** Warnings on settings that go badly with the sampler. */
  advice?: ReactNode
  /** Says how many evaluations a step costs, where guidance makes them more than the sampler's own. */
  evaluations?: ((nfe: number) => string) | undefined
}

type Fields = Pick<SamplerFieldsProps, 'settings' | 'set'>
const groups = (Object.keys(SAMPLER_GROUPS) as SamplerGroup[]).map((group) => ({
  title: settingsText.samplers.groups[group],
  options: SAMPLER_GROUPS[group].map((value) => ({ value, label: settingsText.samplers.titles[value] })),
}))

const rounded = (value: number, digits: number) => Number(value.toFixed(digits))

/** 10⁻³ for −3, and so on for −9…−1. */
const powerOfTen = (power: number) => `10⁻${'⁰¹²³⁴⁵⁶⁷⁸⁹'[Math.abs(power)] ?? ''}`

/** Parameters with a number field instead of a slider: those without a natural upper end, and counts. */
const TYPED_PARAMETERS: ReadonlySet<NumberName> = new Set<NumberName>(['churnMin', 'churnMax', 'count'])

function NumberParameter({ settings, set, name }: Fields & { name: NumberName }) {
  const words = settingsText.samplers
  const { min, max, step, digits } = parameterRanges[name]
  const shared = {
    name: words.parameters[name],
    explain: words.parametersExplain[name],
    value: settings[name],
    min,
    max,
    step,
    onChange: (value: number) => {
      set({ [name]: rounded(value, digits) })
    },
  }
  if (TYPED_PARAMETERS.has(name)) return <NumberInput {...shared} less={text.less} more={text.more} />
  return <Range {...shared} format={(value) => (name === 'tolerance' ? powerOfTen(value) : fixed(value, digits))} />
}

function OrderParameter({ settings, set }: Fields) {
  const words = settingsText.samplers
  const most = mostOrder[settings.sampler] ?? parameterRanges.order.max
  return (
    <Choice
      name={words.parameters.order}
      explain={words.parametersExplain.order}
      value={String(Math.min(settings.order, most))}
      options={Array.from({ length: most }, (_, i) => ({ value: String(i + 1), label: integer(i + 1) }))}
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

function Parameter({ name, ...fields }: SamplerFieldsProps & { name: ParameterName }) {
  if (name === 'variance') return <VarianceParameter {...fields} />
  return name === 'order' ? <OrderParameter {...fields} /> : <NumberParameter {...fields} name={name} />
}

/** The parameters to show: without churn, its window means nothing. */
const shownParameters = ({ sampler, churn }: SamplerFieldsProps['settings']): readonly ParameterName[] =>
  parametersOf[sampler].filter((name) => churn > 0 || !/^churn./.test(name))

function Facts({ settings, evaluations }: Pick<SamplerFieldsProps, 'settings' | 'evaluations'>) {
  const words = settingsText.samplers
  const { order, stochastic, nfe, adaptive, source } = samplerInfo(samplerSpec(settings))
  const evaluationsText = evaluations ?? (adaptive ? words.evaluationsAtLeast : words.evaluations)
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
          <Words>{evaluationsText(nfe)}</Words>
        </li>
      </ul>
      <p className={styles.source} lang="en">
        <Words>{source}</Words>
      </p>
    </>
  )
}

/** The menu of samplers, the facts about the chosen one, and its parameters. */
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
        <Parameter key={name} {...props} name={name} />
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
