import { Button, Group, Input, Label, NumberField, Text } from 'react-aria-components'
import styles from './Field.module.css'

interface NumberInputProps {
  name: string
  explain?: string
  value: number
  min: number
  max: number
  step?: number
  less: string
  more: string
  disabled?: boolean
  onChange: (value: number) => void
}

/** A number within a range, with its two steppers. */
export function NumberInput({ name, explain, value, min, max, step = 1, less, more, disabled = false, onChange }: NumberInputProps) {
  return (
    <NumberField
      className={styles.field ?? ''}
      value={value}
      minValue={min}
      maxValue={max}
      step={step}
      isDisabled={disabled}
      formatOptions={{ useGrouping: false }}
      onChange={(next) => { if (Number.isFinite(next)) onChange(next) }}
    >
      <Label className={styles.name ?? ''}>{name}</Label>
      <Group className={styles.number ?? ''}>
        <Button slot="decrement" aria-label={less}>−</Button>
        <Input className={styles.input ?? ''} />
        <Button slot="increment" aria-label={more}>+</Button>
      </Group>
      {explain && <Text slot="description" className={styles.explain ?? ''}>{explain}</Text>}
    </NumberField>
  )
}
