import { Label, RadioButton, RadioField, RadioGroup, Text } from 'react-aria-components'
import styles from './field.module.css'
import { Words } from './words'

interface ChoiceProps<Value extends string> {
  name: string
  explain?: string
  value: Value
  options: readonly { value: Value; label: string; title?: string; disabled?: boolean }[]
  onChange: (value: Value) => void
  nameHidden?: boolean
  /** Many short options in one row. */
  dense?: boolean
  disabled?: boolean
}

/** A choice of one among a few options, all in sight: a radio group drawn as a segmented control. */
export function Choice<Value extends string>({
  name,
  explain,
  value,
  options,
  onChange,
  nameHidden,
  dense,
  disabled = false,
}: ChoiceProps<Value>) {
  return (
    <RadioGroup
      className={styles.field ?? ''}
      value={value}
      onChange={(next) => {
        onChange(next as Value)
      }}
      orientation="horizontal"
      isDisabled={disabled}
    >
      <Label className={nameHidden ? 'visually-hidden' : (styles.name ?? '')}>
        {nameHidden ? name : <Words>{name}</Words>}
      </Label>
      <div className={styles.segments} data-dense={dense}>
        {options.map((option) => (
          <RadioField
            key={option.value}
            value={option.value}
            isDisabled={option.disabled ?? false}
            {...(option.title && { 'aria-label': option.title })}
          >
            <RadioButton className={styles.segment ?? ''}>
              <Words passive>{option.label}</Words>
            </RadioButton>
          </RadioField>
        ))}
      </div>
      {explain && (
        <Text slot="description" className={styles.explain ?? ''}>
          <Words>{explain}</Words>
        </Text>
      )}
    </RadioGroup>
  )
}
