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

/** What is typed and not yet taken, and what is said of it. */
interface Draft {
  readonly typed: string
  readonly refused?: string
}

/**
 * A number within a range, with its two steppers. Decimals may stand after a full stop or a comma, whatever the browser's
 * language; what could be two numbers is not taken, and said.
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
  const [beyond, setBeyond] = useState<string>()
  const set = (next: number) => {
    setDraft(undefined)
    const taken = nearestStep(next, { min, max, step })
    setBeyond(next > max ? words.most(max) : next < min ? words.least(min) : undefined)
    if (taken !== value) onChange(taken)
  }
  const settle = () => {
    if (draft === undefined) return
    if (draft.typed.trim() === '') setDraft(undefined)
    else {
      const found = parseNumber(draft.typed, { min, max, whole: Number.isInteger(step) })
      if (found.kind === 'number') set(found.value)
      else
        setDraft({
          typed: draft.typed,
          refused: found.kind === 'none' ? words.none : words.ambiguous(...found.values),
        })
    }
  }
  const by = (steps: number) => {
    set(Math.min(max, Math.max(min, value + steps * step)))
  }
  const key = (event: KeyboardEvent) => {
    if (event.key === 'Enter') settle()
    else if (event.key === 'Escape' && draft) setDraft(undefined)
    else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') by(event.key === 'ArrowUp' ? 1 : -1)
    else return
    event.preventDefault()
    if (event.key === 'Escape') event.stopPropagation()
  }
  return (
    <TextField
      className={styles.field ?? ''}
      value={draft?.typed ?? exactly(value)}
      onChange={(typed) => {
        setBeyond(undefined)
        setDraft({ typed })
      }}
      onBlur={settle}
      isDisabled={disabled}
      isInvalid={draft?.refused !== undefined}
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
            by(-1)
          }}
        >
          −
        </Button>
        <Input
          className={styles.input ?? ''}
          inputMode={Number.isInteger(step) && min >= 0 ? 'numeric' : min < 0 ? 'text' : 'decimal'}
          autoComplete="off"
          spellCheck={false}
          onKeyDown={key}
        />
        <Button
          aria-label={`${more}: ${name}`}
          isDisabled={disabled || value >= max}
          excludeFromTabOrder
          onPress={() => {
            by(1)
          }}
        >
          +
        </Button>
      </Group>
      <FieldError className={styles.refused ?? ''}>{draft?.refused}</FieldError>
      {beyond && (
        <p className={styles.refused} role="status">
          {beyond}
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
