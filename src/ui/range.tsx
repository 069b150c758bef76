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
  /** Whether it is told where the thumb has been let go alone, and not all the way there: for what costs much to follow. */
  onRelease?: boolean
  onChange: (value: number) => void
}

/** A number that is felt rather than typed. */
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
  const [held, setHeld] = useState<number>()
  const release = (next: number) => {
    setHeld(undefined)
    onChange(next)
  }
  const shown = held ?? value
  return (
    <Slider
      className={styles.field ?? ''}
      value={shown}
      minValue={min}
      maxValue={max}
      step={step}
      isDisabled={disabled}
      onChange={onRelease ? setHeld : onChange}
      {...(onRelease && { onChangeEnd: release })}
    >
      <div className={styles.row}>
        <Label className={styles.name ?? ''}>
          <Words>{name}</Words>
        </Label>
        <SliderOutput className={styles.output ?? ''}>{() => format(shown)}</SliderOutput>
      </div>
      <SliderTrack className={styles.track ?? ''}>
        <SliderThumb
          className={styles.thumb ?? ''}
          onBlur={() => {
            if (held !== undefined) release(held)
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
