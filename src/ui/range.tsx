import { useState } from 'react'
import { Label, Slider, SliderOutput, SliderThumb, SliderTrack } from 'react-aria-components'
import styles from './field.module.css'
import { Words } from './words'

interface RangeProps {
  name: string
  explain?: string
  value: number
  min: number
  max: number
  step: number
  format: (value: number) => string
  disabled?: boolean
  /** Calls `onChange` only when the thumb is released, not while it moves: for values that are expensive to follow. */
  onRelease?: boolean
  onChange: (value: number) => void
}

/** A slider for a number whose exact value matters little. */
export function Range({
  name,
  explain,
  value,
  min,
  max,
  step,
  format,
  disabled = false,
  onRelease = false,
  onChange,
}: RangeProps) {
  const [heldValue, setHeldValue] = useState<number>()
  const release = (next: number) => {
    setHeldValue(undefined)
    onChange(next)
  }
  const shownValue = heldValue ?? value
  return (
    <Slider
      className={styles.field ?? ''}
      value={shownValue}
      minValue={min}
      maxValue={max}
      step={step}
      isDisabled={disabled}
      onChange={onRelease ? setHeldValue : onChange}
      {...(onRelease && { onChangeEnd: release })}
    >
      <div className={styles.row}>
        <Label className={styles.name ?? ''}>
          <Words>{name}</Words>
        </Label>
        <SliderOutput className={styles.output ?? ''}>{() => format(shownValue)}</SliderOutput>
      </div>
      <SliderTrack className={styles.track ?? ''}>
        <SliderThumb
          className={styles.thumb ?? ''}
          onBlur={() => {
            if (heldValue !== undefined) release(heldValue)
          }}
        />
      </SliderTrack>
      {explain && (
        <p className={styles.explain}>
          <Words>{explain}</Words>
        </p>
      )}
    </Slider>
  )
}
