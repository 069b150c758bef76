import { type KeyboardEvent, useState } from 'react'
import { Button, FieldError, Group, Input, Label, Text, TextField } from 'react-aria-components'
import { text } from '../i18n'
import { exactly } from '../i18n/format/numbers'
import styles from './field.module.css'
import { nearestStep, parseNumber } from './parse-number'
import { Words } from './words'

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

/** Text that was typed and is no value yet, and why it cannot be one. */
interface Draft {
  readonly input: string
  readonly refusal?: string
}

/**
 * A field for a number within a range, with two steppers. It accepts a full stop or a comma before decimals, whatever the browser's
 * language. If the text could mean two numbers, it says so and keeps the old value.
 */
export function NumberInput({
  name,
  explain,
  value,
  min,
  max,
  step = 1,
  less,
  more,
  disabled = false,
  onChange,
}: NumberInputProps) {
  const words = text.numbers
  const [draft, setDraft] = useState<Draft>()
  const [limitMessage, setLimitMessage] = useState<string>()
  const set = (next: number) => {
    setDraft(undefined)
    const nearest = nearestStep(next, { min, max, step })
    setLimitMessage(next > max ? words.most(max) : next < min ? words.least(min) : undefined)
    if (nearest !== value) onChange(nearest)
  }
  const settle = () => {
    if (draft === undefined) return
    if (draft.input.trim() === '') setDraft(undefined)
    else {
      const parsed = parseNumber(draft.input, { min, max, integersOnly: Number.isInteger(step) })
      if (parsed.kind === 'number') set(parsed.value)
      else
        setDraft({
          input: draft.input,
          refusal: parsed.kind === 'none' ? words.none : words.ambiguous(...parsed.values),
        })
    }
  }
  const stepBy = (steps: number) => {
    set(Math.min(max, Math.max(min, value + steps * step)))
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter') settle()
    else if (event.key === 'Escape' && draft) setDraft(undefined)
    else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') stepBy(event.key === 'ArrowUp' ? 1 : -1)
    else return
    event.preventDefault()
    if (event.key === 'Escape') event.stopPropagation()
  }
  return (
    <TextField
      className={styles.field ?? ''}
      value={draft?.input ?? exactly(value)}
      onChange={(input) => {
        setLimitMessage(undefined)
        setDraft({ input })
      }}
      onBlur={settle}
      isDisabled={disabled}
      isInvalid={draft?.refusal !== undefined}
    >
      <Label className={styles.name ?? ''}>
        <Words>{name}</Words>
      </Label>
      <Group className={styles.number ?? ''} isDisabled={disabled}>
        <Button
          aria-label={`${less}: ${name}`}
          isDisabled={disabled || value <= min}
          excludeFromTabOrder
          onPress={() => {
            stepBy(-1)
          }}
        >
          −
        </Button>
        <Input
          className={styles.input ?? ''}
          inputMode={Number.isInteger(step) && min >= 0 ? 'numeric' : min < 0 ? 'text' : 'decimal'}
          autoComplete="off"
          spellCheck={false}
          onKeyDown={onKey}
        />
        <Button
          aria-label={`${more}: ${name}`}
          isDisabled={disabled || value >= max}
          excludeFromTabOrder
          onPress={() => {
            stepBy(1)
          }}
        >
          +
        </Button>
      </Group>
      <FieldError className={styles.refused ?? ''}>{draft?.refusal}</FieldError>
      {limitMessage && (
        <p className={styles.refused} role="status">
          {limitMessage}
        </p>
      )}
      {explain && (
        <Text slot="description" className={styles.explain ?? ''}>
          <Words>{explain}</Words>
        </Text>
      )}
    </TextField>
  )
}
