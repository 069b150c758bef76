import { Label, Slider, SliderOutput, SliderThumb, SliderTrack } from 'react-aria-components'
import styles from './Field.module.css'

interface RangeProps {
  name: string
  explain?: string
  value: number
  min: number
  max: number
  step: number
  format: (value: number) => string
  disabled?: boolean
  onChange: (value: number) => void
}

/** A number that is felt rather than typed. */
export function Range({ name, explain, value, min, max, step, format, disabled = false, onChange }: RangeProps) {
  return (
    <Slider className={styles.field ?? ''} value={value} minValue={min} maxValue={max} step={step} isDisabled={disabled} onChange={(next) => { onChange(next) }}>
      <div className={styles.row}>
        <Label className={styles.name ?? ''}>{name}</Label>
        <SliderOutput className={styles.output ?? ''}>{() => format(value)}</SliderOutput>
      </div>
      <SliderTrack className={styles.track ?? ''}>
        <SliderThumb className={styles.thumb ?? ''} />
      </SliderTrack>
      {explain && <p className={styles.explain}>{explain}</p>}
    </Slider>
  )
}
