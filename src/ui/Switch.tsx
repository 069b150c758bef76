import { Switch as AriaSwitch } from 'react-aria-components'
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
    <div className={styles.field}>
      <AriaSwitch className={styles.switch ?? ''} isSelected={on} isDisabled={disabled} onChange={onChange}>
        <span className={styles.knob} aria-hidden="true" />
        {name}
      </AriaSwitch>
      {explain && <p className={styles.explain}>{explain}</p>}
    </div>
  )
}
