import { SwitchButton, SwitchField, Text } from 'react-aria-components'
import styles from './Field.module.css'

interface SwitchProps {
  name: string
  explain?: string
  on: boolean
  disabled?: boolean
  onChange: (on: boolean) => void
}

/** On or off. */
export function Switch({ name, explain, on, disabled = false, onChange }: SwitchProps) {
  return (
    <SwitchField className={styles.field ?? ''} isSelected={on} isDisabled={disabled} onChange={onChange}>
      <SwitchButton className={styles.switch ?? ''}>
        <span className={styles.knob} aria-hidden="true" />
        {name}
      </SwitchButton>
      {explain && <Text slot="description" className={styles.explain ?? ''}>{explain}</Text>}
    </SwitchField>
  )
}
