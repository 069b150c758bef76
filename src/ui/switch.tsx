import { SwitchButton, SwitchField, Text } from 'react-aria-components'
import styles from './field.module.css'
import { Words } from './words'

interface SwitchProps {
  name: string
  explain?: string
  on: boolean
  disabled?: boolean
  onChange: (on: boolean) => void
}

export function Switch({ name, explain, on, disabled = false, onChange }: SwitchProps) {
  return (
    <SwitchField className={styles.field ?? ''} isSelected={on} isDisabled={disabled} onChange={onChange}>
      <SwitchButton className={styles.switch ?? ''}>
        <span className={styles.knob} aria-hidden="true" />
        <Words>{name}</Words>
      </SwitchButton>
      {explain && (
        <Text slot="description" className={styles.explain ?? ''}>
          <Words>{explain}</Words>
        </Text>
      )}
    </SwitchField>
  )
}
